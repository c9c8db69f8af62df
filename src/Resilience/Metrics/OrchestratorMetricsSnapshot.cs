namespace Resilience.Metrics;

/// <summary>What an <see cref="OrchestratorMetrics"/> knows, at one moment.</summary>
public sealed record OrchestratorMetricsSnapshot
{
    /// <summary>Since when it has observed, by the wall clock.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the snapshot was taken, by the wall clock.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The pipelines, in the order of their names.</summary>
    public required IReadOnlyList<PipelineMetrics> Pipelines { get; init; }

    /// <summary>Writes a table of runs and stages for people.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="writer"/> is null.</exception>
    public void PrintSummary(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        foreach (PipelineMetrics pipeline in Pipelines)
            MetricsSummary.Write(writer, pipeline);
    }
}
