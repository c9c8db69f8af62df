using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>What a strategy says of an attempt that wants to pass it.</summary>
[Experimental(ExperimentalIds.StrategyContract)]
public enum EntryVerdict
{
    /// <summary>The attempt goes on to the next strategy.</summary>
    Proceed = 0,

    /// <summary>
    /// The attempt ends here with what <see cref="ExecutionFrame.Reject"/> or <see cref="ExecutionFrame.Fail"/> was told; the strategy
    /// itself counts as not entered.
    /// </summary>
    Stop = 1,

    /// <summary>The answer takes time: the engine awaits <see cref="ResilienceStrategy.EnterAsync"/>.</summary>
    Wait = 2,
}
