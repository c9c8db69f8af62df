using System.Collections.Frozen;
using Resilience.Checkpoints;
using Resilience.Orchestration;

namespace Resilience;

/// <summary>How one run is started or resumed. The defaults serve most.</summary>
public sealed record RunOptions
{
    /// <summary>The most properties that a run may have.</summary>
    public const int MostProperties = 48;

    /// <summary>The defaults.</summary>
    public static RunOptions Default { get; } = new();

    /// <summary>Told how far stages say they are, on the stage's thread. By default nobody is.</summary>
    public IProgress<StageProgress>? Progress { get; init; }

    /// <summary>
    /// What is kept with a run that is started: readable, never encrypted, so without secrets. Up to 48, whose names do not begin
    /// with <c>resilience.</c>; empty by default. They are in <see cref="RunInfo.Properties"/>, also when the run is resumed.
    /// </summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>How the run is acquired from the store: what is done about damage, and about an owner that hangs.</summary>
    public RunAcquisition Acquisition { get; init; } = RunAcquisition.Default;

    /// <exception cref="ArgumentException">There are too many properties, or a name is reserved.</exception>
    internal RunOptions Checked()
    {
        if (Properties.Count > MostProperties)
            throw new ArgumentException($"There are {Properties.Count} properties; {MostProperties} at most.", "options");
        foreach (string name in Properties.Keys)
        {
            if (name.StartsWith(RecordProperties.Reserved, StringComparison.Ordinal))
            {
                throw new ArgumentException(
                    $"The property '{name}' begins with '{RecordProperties.Reserved}', which is reserved for this library.", "options");
            }
        }

        return this;
    }
}
