using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>
/// The steps that a strategy takes part in when things go well. A step that is not named costs nothing: the engine keeps a list for each.
/// The failure step is always taken.
/// </summary>
[Flags]
[Experimental(ExperimentalIds.StrategyContract)]
public enum StrategySteps
{
    /// <summary>Only failures concern the strategy.</summary>
    None = 0,

    /// <summary><see cref="ResilienceStrategy.Enter"/> is called before each attempt passes the strategy.</summary>
    Enter = 1,

    /// <summary>
    /// <see cref="ResilienceStrategy.Success"/> or <see cref="ResilienceStrategy.Cancelled"/> is called when an attempt that
    /// entered leaves without failure.
    /// </summary>
    Leave = 2,

    /// <summary>The strategy may set a deadline with <see cref="ExecutionFrame.SetDeadline"/>: attempts get a token of their own.</summary>
    Deadline = 4,
}
