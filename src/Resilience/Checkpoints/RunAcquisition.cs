namespace Resilience.Checkpoints;

/// <summary>How a run is acquired. The defaults refuse a run that somebody else owns or that is damaged in the middle.</summary>
public sealed record RunAcquisition
{
    /// <summary>The defaults.</summary>
    public static RunAcquisition Default { get; } = new();

    /// <summary>What is done when a record in the middle is damaged or missing. By default the run is refused.</summary>
    public CorruptionPolicy Corruption { get; init; } = CorruptionPolicy.Fail;

    /// <summary>
    /// Take the run from an owner that still seems alive: for an operator who knows that it hangs. Whatever that owner wants to append
    /// afterwards is refused. False by default.
    /// </summary>
    public bool TakeOver { get; init; }
}
