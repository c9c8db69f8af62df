using System.Diagnostics.CodeAnalysis;

namespace Resilience;

/// <summary>What a fallback knows of the call that it replaces.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
public readonly struct FallbackArguments<T>
{
    private readonly object? _state;

    internal FallbackArguments(Outcome<T> outcome, FailedAttempt failure, int attempt, ResilienceContext context, object? state)
    {
        Outcome = outcome;
        Failure = failure;
        Attempt = attempt;
        Context = context;
        _state = state;
    }

    /// <summary>The outcome to be replaced.</summary>
    public Outcome<T> Outcome { get; }

    /// <summary>What failed, classified.</summary>
    public FailedAttempt Failure { get; }

    /// <summary>How many attempts were made.</summary>
    public int Attempt { get; }

    /// <summary>The context of the execution.</summary>
    public ResilienceContext Context { get; }

    /// <summary>The state that the caller handed to the call, that is, its input.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">The state, or the default of its type.</param>
    /// <returns>Whether the call was made with a state of this type.</returns>
    public bool TryGetState<TState>([MaybeNullWhen(false)] out TState state)
    {
        state = _state is TState given ? given : default;
        return _state is TState;
    }
}
