using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>
/// What a strategy tells about itself so that a pipeline can be checked for hazards by someone who knows no strategy by name.
/// </summary>
[Experimental(ExperimentalIds.StrategyContract)]
public sealed record StrategyFacts
{
    /// <summary>The facts of a strategy with nothing to tell.</summary>
    public static StrategyFacts None { get; } = new();

    /// <summary>The longest that whatever is inside may take, if the strategy limits it.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Whether the time limit is decided call by call, so that <see cref="TimeLimit"/> says nothing.</summary>
    public bool TimeLimitVaries { get; init; }

    /// <summary>How often the strategy runs its inside at most; the default is once.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>The sum of the delays between the attempts if every one comes out as long as it can.</summary>
    public TimeSpan LongestDelays { get; init; }

    /// <summary>Whether the strategy may start an attempt while another still runs, so that one which hangs is followed by another.</summary>
    public bool Overlaps { get; init; }

    /// <summary>How long it waits before it does; null if it does not, or decides call by call.</summary>
    public TimeSpan? OverlapDelay { get; init; }

    /// <summary>Whether the strategy answers failures with a value, so that strategies outside see successes.</summary>
    public bool ReplacesFailures { get; init; }

    /// <summary>Whether the strategy lets in only so many attempts at once, and counts one until it leaves.</summary>
    public bool LimitsConcurrency { get; init; }
}
