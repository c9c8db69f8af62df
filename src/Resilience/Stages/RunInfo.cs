using System.Collections.Frozen;

namespace Resilience;

/// <summary>What is known of a run when it begins or goes on.</summary>
public sealed class RunInfo
{
    internal RunInfo(
        RunKey key, long fencingToken, DateTimeOffset startedAt, bool isResumed, string? traceParent,
        IReadOnlyDictionary<string, string>? properties = null)
    {
        Key = key;
        FencingToken = fencingToken;
        StartedAt = startedAt;
        IsResumed = isResumed;
        TraceParent = traceParent;
        Properties = properties ?? FrozenDictionary<string, string>.Empty;
    }

    /// <summary>The names of pipeline and run.</summary>
    public RunKey Key { get; }

    /// <summary>The name of the pipeline.</summary>
    public string Pipeline => Key.Pipeline;

    /// <summary>The run's id.</summary>
    public string RunId => Key.RunId;

    /// <summary>
    /// The number of the run's owner: it rises with each owner, so that a service which remembers the highest one it saw can refuse a late
    /// one. 0 without checkpoints.
    /// </summary>
    public long FencingToken { get; }

    /// <summary>When this owner began, by the wall clock.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Whether the run goes on after an interruption or a failure.</summary>
    public bool IsResumed { get; }

    /// <summary>The W3C <c>traceparent</c> of the activity in which this owner began; null if there was none.</summary>
    public string? TraceParent { get; }

    /// <summary>What the run was started with besides its input (<c>RunOptions.Properties</c>).</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Pipeline and run id.</summary>
    public override string ToString() => Key.ToString();
}
