namespace Resilience.Checkpoints;

/// <summary>Which finished runs are kept. A run that has not finished is always kept.</summary>
/// <remarks>A finished run is deleted when one of the limits says so; without any limit all are kept.</remarks>
public sealed record RetentionPolicy
{
    /// <summary>How long a run is kept after it has finished, by the wall clock: zero or more; null, the default, for ever.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>How many finished runs of each pipeline are kept, the latest ones: 0 or more; null, the default, for all.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>The pipeline whose runs are looked at, by its exact name; null, the default, for all.</summary>
    public string? Pipeline { get; init; }
}
