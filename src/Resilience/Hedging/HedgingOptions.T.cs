namespace Resilience;

/// <summary>Options of hedging in a typed pipeline.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class HedgingOptions<T> : HedgingOptionsBase
{
    /// <summary>
    /// Whether a result is not good enough, so that the next attempt starts at once. An exception thrown here becomes the outcome. By default
    /// every result is.
    /// </summary>
    public Func<T, bool>? HandleResult { get; set; }

    /// <summary>
    /// Says what an attempt does, other than the first: the work, such as asking another server, or null for no further attempt. By default
    /// every attempt runs the call's own callback. An exception thrown here is the failure of the attempt.
    /// </summary>
    public Func<HedgingActionArguments<T>, Func<CancellationToken, ValueTask<T>>?>? ActionGenerator { get; set; }
}
