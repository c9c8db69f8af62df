using System.Collections.Frozen;
using Resilience.Checkpoints;

namespace Resilience;

/// <summary>How one run is started or resumed. The defaults serve most.</summary>
public sealed record RunOptions
{
    /// <summary>The defaults.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>Told how far stages say they are, on the stage's thread. By default nobody is.</summary>
    public IProgress<StageProgress>? Progress { get; init; }

    /// <summary>What is kept with a run that is started: readable, never encrypted, so without secrets. Empty by default.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How the run is acquired from the store: what is done about damage, and about an owner that hangs.</summary>
    public RunAcquisition Acquisition { get; init; } = RunAcquisition.Default;
}
