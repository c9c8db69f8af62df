using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>What a strategy says of a failed attempt: pass it outwards, try again, replace it, or turn it into another failure.</summary>
[Experimental(ExperimentalIds.StrategyContract)]
public readonly struct FailureVerdict
{
    private FailureVerdict(FailureAction action, TimeSpan delay, Exception? exception)
    {
        Action = action;
        Delay = delay;
        Exception = exception;
    }

    /// <summary>The failure goes on to the next strategy outwards.</summary>
    public static FailureVerdict Propagate => default;

    /// <summary>The engine asks <see cref="ResilienceStrategy.ReplaceAsync{T}"/> for another outcome.</summary>
    public static FailureVerdict Replace => new(FailureAction.Replace, default, null);

    internal FailureAction Action { get; }

    internal TimeSpan Delay { get; }

    internal Exception? Exception { get; }

    /// <summary>Everything inside the strategy runs again.</summary>
    /// <param name="delay">How long to wait before; zero starts at once.</param>
    public static FailureVerdict Retry(TimeSpan delay) => new(FailureAction.Retry, delay, null);

    /// <summary>The attempt failed with <paramref name="exception"/> instead, which is classified anew.</summary>
    /// <param name="exception">The failure that the strategies outside see.</param>
    public static FailureVerdict FailWith(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new(FailureAction.FailWith, default, exception);
    }
}
