namespace Resilience;

/// <summary>Options of hedging for calls with any result, or none.</summary>
public sealed class HedgingOptions : HedgingOptionsBase
{
    /// <summary>
    /// Says what an attempt of a call without result does, other than the first: the work, or null for no further attempt. By default every
    /// attempt runs the call's own callback, as attempts of calls with a result do in any case. An exception thrown here is the failure of the
    /// attempt.
    /// </summary>
    public Func<HedgingActionArguments<Unit>, Func<CancellationToken, ValueTask>?>? ActionGenerator { get; set; }
}
