using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Protects calls of any result type with the strategies it was built from. Thread-safe; meant to be made once and kept.
/// </summary>
/// <remarks>
/// <para>
/// <c>Execute</c> and <c>ExecuteAsync</c> end with the callback's own exception, an <see cref="OperationTimedOutException"/>, a
/// <see cref="RejectedException"/>, or an <see cref="OperationCanceledException"/> with the caller's token. <c>ExecuteOutcome</c> and
/// <c>ExecuteOutcomeAsync</c> return all of these as an <see cref="Outcome{T}"/>.
/// </para>
/// <para>
/// The <see cref="ValueTask{TResult}"/> that is returned may be backed by a pooled object: await it once, at once, or call
/// <c>AsTask()</c>. A callback that is not <c>async</c> runs in the caller's execution context: what it writes to an
/// <see cref="AsyncLocal{T}"/> stays. A callback that completes synchronously must not leave work behind that still holds its token (see
/// <see cref="ResiliencePipelineBuilderBase.ReuseCancellationSources"/>).
/// </para>
/// </remarks>
public sealed partial class ResiliencePipeline
{
    private PipelineCore _core;

    internal ResiliencePipeline(PipelineCore core) => _core = core;

    /// <summary>The present inside. Whoever writes it tells of it, once no lock is held.</summary>
    internal PipelineCore Core
    {
        get => Volatile.Read(ref _core);
        set => Volatile.Write(ref _core, value);
    }

    /// <summary>A pipeline without strategies: it runs calls as they are.</summary>
    public static ResiliencePipeline Empty { get; } = new ResiliencePipelineBuilder { Name = "empty" }.Build();

    /// <summary>The name of the pipeline.</summary>
    public string Name => _core.Description.Name;

    /// <summary>What is allowed in the composition of this pipeline but seldom meant; empty if there is nothing.</summary>
    public IReadOnlyList<PipelineHazard> Hazards => _core.Description.Hazards;

    /// <summary>
    /// Swaps the inside of this live pipeline for what the builder builds. Executions that have begun end as they began; later ones use
    /// the new inside.
    /// </summary>
    /// <param name="builder">Builds the new inside.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidPipelineException">The new inside cannot be built; the pipeline stays as it is.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="Empty"/>, which the whole process shares.</exception>
    public void Swap(ResiliencePipelineBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (ReferenceEquals(this, Empty))
            throw new InvalidOperationException("ResiliencePipeline.Empty is shared by the whole process: swap a pipeline of your own.");
        LiveCore.Swap(ref _core, builder.BuildCore());
    }

    /// <summary>
    /// What strategies in shadow mode would have done to the calls so far; empty if none is. A swap begins anew. See
    /// <see cref="ResiliencePipelineBuilderBase.ShadowMode"/>.
    /// </summary>
    public ShadowReport ShadowReport() => _core.Shadow.Report();

    /// <summary>The name, and the strategies with their settings in order, outermost first.</summary>
    public override string ToString() => _core.Description.ToString();
}
