using Resilience.Pipelines;

namespace Resilience.Orchestration;

/// <summary>What a builder was told of a stage.</summary>
internal sealed record StagePlan<T>(
    string Name,
    Func<StageContext, T, CancellationToken, ValueTask<T>>? Body,
    StageOptions<T> Options,
    ParallelPlan<T>? Group = null)
{
    public void Validate(List<string> messages)
    {
        Options.Validate(new OptionErrors($"stage {Name}", messages));
        foreach (StagePlan<T> branch in Group?.Branches ?? [])
            branch.Validate(messages);
    }
}
