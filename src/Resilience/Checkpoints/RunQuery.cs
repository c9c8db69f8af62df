namespace Resilience.Checkpoints;

/// <summary>Chooses runs. The default chooses all of them.</summary>
public sealed record RunQuery
{
    /// <summary>The default: all runs.</summary>
    public static RunQuery All { get; } = new();

    /// <summary>The pipeline, by its exact name; null, the default, for all.</summary>
    public string? Pipeline { get; init; }

    /// <summary>Where the runs stand; null, the default, for all.</summary>
    public RunStatus? Status { get; init; }
}
