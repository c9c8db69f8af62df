using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>What a strategy says of a failed attempt.</summary>
[Experimental(ExperimentalIds.StrategyContract)]
public enum FailureVerdict
{
    /// <summary>The failure goes on to the next strategy outwards.</summary>
    Propagate = 0,

    /// <summary>Everything inside the strategy runs again; made by <see cref="ExecutionFrame.Retry"/>.</summary>
    Retry = 1,

    /// <summary>The engine asks <see cref="ResilienceStrategy.ReplaceAsync{T}"/> for another outcome.</summary>
    Replace = 2,

    /// <summary>
    /// The attempt failed with another exception, which is classified anew; made by <see cref="ExecutionFrame.FailWith"/>.
    /// </summary>
    FailWith = 3,

    /// <summary>The answer takes time: the engine awaits <see cref="ResilienceStrategy.FailureAsync"/>.</summary>
    Wait = 4,
}
