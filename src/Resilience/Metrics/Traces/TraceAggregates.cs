namespace Resilience.Metrics.Traces;

/// <summary>A run in a few numbers.</summary>
public sealed record TraceAggregates
{
    /// <summary>How many stages the pipeline has.</summary>
    public required int StagesTotal { get; init; }

    /// <summary>How many are done, those that an earlier owner did included.</summary>
    public required int StagesCompleted { get; init; }

    /// <summary>How many failed or were aborted.</summary>
    public required int StagesFailed { get; init; }

    /// <summary>Those that this owner completed of those that it completed or that failed, from 0 to 1; 1 if there were none.</summary>
    public required double SuccessRate { get; init; }

    /// <summary>How long stages took together, in milliseconds.</summary>
    public required double StageMs { get; init; }

    /// <summary>How long assessments took together, in milliseconds.</summary>
    public required double AssessmentMs { get; init; }

    /// <summary>How long records took to write, in milliseconds; in the background or not.</summary>
    public required double CheckpointMs { get; init; }

    /// <summary>Alerts by level: INFO, WARNING, ERROR, CRITICAL, each of them.</summary>
    public required IReadOnlyDictionary<string, long> AlertsByLevel { get; init; }
}
