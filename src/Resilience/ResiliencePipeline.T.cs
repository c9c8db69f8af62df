using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Protects calls with results of one type, and judges results as it judges exceptions. Thread-safe; meant to be made once and kept.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
/// <remarks>What <see cref="ResiliencePipeline"/> says of exceptions, tasks, execution contexts and tokens holds here too.</remarks>
public sealed partial class ResiliencePipeline<T>
{
    private PipelineCore _core;

    internal ResiliencePipeline(PipelineCore core) => _core = core;

    /// <summary>The present inside. Whoever writes it tells of it, once no lock is held.</summary>
    internal PipelineCore Core
    {
        get => Volatile.Read(ref _core);
        set => Volatile.Write(ref _core, value);
    }

    /// <inheritdoc cref="ResiliencePipeline.Name"/>
    public string Name => _core.Description.Name;

    /// <inheritdoc cref="ResiliencePipeline.Hazards"/>
    public IReadOnlyList<PipelineHazard> Hazards => _core.Description.Hazards;

    /// <summary>
    /// Swaps the inside of this live pipeline for what the builder builds. Executions that have begun end as they began; later ones use
    /// the new inside.
    /// </summary>
    /// <param name="builder">Builds the new inside.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidPipelineException">The new inside cannot be built; the pipeline stays as it is.</exception>
    public void Swap(ResiliencePipelineBuilder<T> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        LiveCore.Swap(ref _core, builder.BuildCore());
    }

    /// <inheritdoc cref="ResiliencePipeline.ShadowReport"/>
    public ShadowReport ShadowReport() => _core.Shadow.Report();

    /// <inheritdoc cref="ResiliencePipeline.ToString"/>
    public override string ToString() => _core.Description.ToString();
}
