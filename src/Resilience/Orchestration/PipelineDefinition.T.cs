using Resilience.Stages;

namespace Resilience.Orchestration;

/// <summary>
/// The stages of a pipeline and the hash of what they are: the hash up to each stage covers the pipeline's name and all stages up to it,
/// so that two definitions with one hash up to a stage are the same up to there.
/// </summary>
internal sealed class PipelineDefinition<T>
{
    private readonly string[] _hashes;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    public PipelineDefinition(string name, Stage<T>[] stages)
    {
        Stages = stages;
        _hashes = new string[stages.Length];
        byte[] hash = DerivedIds.Hash([], ["resilience-pipeline", name], 1);
        for (int i = 0; i < stages.Length; i++)
        {
            hash = DerivedIds.Hash(hash, Describe(stages[i]), stages[i].Group?.Branches.Length ?? -1);
            _hashes[i] = Convert.ToHexStringLower(hash);
            _positions.Add(stages[i].Info.Name, i);
        }
    }

    public Stage<T>[] Stages { get; }

    public string Hash => _hashes[^1];

    /// <summary>The hash of the definition up to a stage, that stage included.</summary>
    public string HashUpTo(int position) => _hashes[position];

    /// <summary>Where a stage is; null if there is none of that name.</summary>
    public int? PositionOf(string stage) => _positions.TryGetValue(stage, out int position) ? position : null;

    private static string[] Describe(Stage<T> stage) =>
        [.. Words(stage.Info), .. stage.Group?.Branches.SelectMany(static branch => Words(branch.Info)) ?? []];

    private static string[] Words(StageInfo stage) => [stage.Name, FormattableString.Invariant($"v{stage.Version}")];
}
