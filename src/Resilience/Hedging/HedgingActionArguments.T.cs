using System.Diagnostics.CodeAnalysis;
using Resilience.Pipelines.Races;

namespace Resilience;

/// <summary>What a generator of actions knows of the attempt that it makes one for.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
public readonly struct HedgingActionArguments<T>
{
    private readonly RaceAttempt<T> _attempt;

    internal HedgingActionArguments(RaceAttempt<T> attempt) => _attempt = attempt;

    /// <summary>The attempt, from 2.</summary>
    public int Attempt => _attempt.Number;

    /// <summary>The failure that is the reason for the attempt; null if it is the delay.</summary>
    public FailedAttempt? Failure => _attempt.Reason;

    /// <summary>The context of the attempt. What is set here the attempt finds.</summary>
    public ResilienceContext Context => _attempt.Context;

    /// <summary>Runs the call's own callback, for an action that does something before or after.</summary>
    /// <param name="cancellationToken">The token that the action was given.</param>
    /// <returns>The callback's result.</returns>
    public ValueTask<T> CallAsync(CancellationToken cancellationToken) => _attempt.Race.CallAsync(_attempt, cancellationToken);

    /// <summary>The state that the caller handed to the call, that is, its input.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="state">The state, or the default of its type.</param>
    /// <returns>Whether the call was made with a state of this type.</returns>
    public bool TryGetState<TState>([MaybeNullWhen(false)] out TState state)
    {
        object? given = _attempt.Race.State;
        state = given is TState typed ? typed : default;
        return given is TState;
    }
}
