using Resilience.Pipelines;

namespace Resilience.Orchestration;

/// <summary>What a builder was told of a stage.</summary>
internal sealed record StagePlan<T>(
    string Name,
    Func<StageContext, T, CancellationToken, ValueTask<T>>? Body,
    StageOptions<T> Options,
    ParallelPlan<T>? Group = null)
{
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="body"/> is null.</exception>
    public static StagePlan<T> Of(
        string name, Func<StageContext, T, CancellationToken, ValueTask<T>> body, Action<StageOptions<T>>? configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(body);
        StageOptions<T> options = StageDefaults.Options<T>();
        configure?.Invoke(options);
        return new(name, body, options);
    }

    public void Validate(List<string> messages)
    {
        Options.Validate(new OptionErrors($"stage {Name}", messages));
        foreach (StagePlan<T> branch in Group?.Branches ?? [])
            branch.Validate(messages);
    }
}
