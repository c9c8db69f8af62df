using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>Options of a stage, or of a branch of a parallel group.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
public sealed class StageOptions<TContext>
{
    internal StageOptions()
    {
    }

    /// <summary>
    /// The version of the stage's code: from 1, the default. Raise it when runs that were interrupted before the change must not go on as
    /// if
    /// nothing had happened: it is a part of the pipeline's definition.
    /// </summary>
    public int Version { get; set; } = 1;

    /// <summary>
    /// How long the stage may take, with everything its pipeline does: from 1 ms to 49 days. By default there is no limit.
    /// </summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>
    /// Whether the stage is wanted; null, the default, for always. A stage that is not wanted is skipped, and that is recorded. It must not
    /// change the context. What it throws fails the stage.
    /// </summary>
    public Func<TContext, bool>? Condition { get; set; }

    /// <summary>
    /// The stage's own circuit breaker, shared by all runs; null for none. By default it opens after 5 failures in a row, for 60 seconds,
    /// and closes after 3 successes; failures of validation, data and configuration do not count. A parallel group has none by default: its
    /// branches have.
    /// </summary>
    public CircuitBreakerOptions? CircuitBreaker { get; set; }

    /// <summary>A circuit breaker that others use too, instead of an own one; null, the default, for none.</summary>
    public CircuitBreaker? SharedCircuitBreaker { get; set; }

    /// <summary>How often a mitigation may run the stage again in one run: from 0 to 100. The default is 3.</summary>
    public int MaxMitigations { get; set; } = 3;

    /// <summary>
    /// What runs instead when the gate wants the stage to do less; null, the default, runs the stage itself, which sees it in
    /// <see cref="StageContext.IsDegraded"/>.
    /// </summary>
    public Func<StageContext, TContext, CancellationToken, ValueTask<TContext>>? DegradedBody { get; set; }

    /// <summary>
    /// The operation modes in which the stage runs; null, the default, for all. Needs
    /// <see cref="OrchestratorBuilder{TContext}.UseOperationMode"/>. Not for branches of a parallel group.
    /// </summary>
    public IReadOnlyCollection<OperationMode>? Modes { get; set; }

    /// <summary>
    /// What becomes of it in other modes. Null, the default, for <see cref="StageModeAction.Degrade"/> if it has a
    /// <see cref="DegradedBody"/>, and <see cref="StageModeAction.Skip"/> otherwise.
    /// </summary>
    public StageModeAction? OutsideModes { get; set; }

    internal ResiliencePipeline? Pipeline { get; private set; }

    internal ResiliencePipeline<TContext>? TypedPipeline { get; private set; }

    /// <summary>
    /// Runs the stage through a pipeline: retries, fallbacks and what else there is, inside the stage's breaker and timeout.
    /// </summary>
    /// <param name="pipeline">The pipeline; stages may share one.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pipeline"/> is null.</exception>
    public StageOptions<TContext> UsePipeline(ResiliencePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        (Pipeline, TypedPipeline) = (pipeline, null);
        return this;
    }

    /// <summary>Runs the stage through a pipeline that knows its result: fallbacks may give one, results may be judged.</summary>
    /// <param name="pipeline">The pipeline; stages may share one.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="pipeline"/> is null.</exception>
    public StageOptions<TContext> UsePipeline(ResiliencePipeline<TContext> pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        (Pipeline, TypedPipeline) = (null, pipeline);
        return this;
    }

    internal void Validate(OptionErrors errors)
    {
        errors.Between(nameof(Version), Version, 1, int.MaxValue);
        errors.Between(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(1), Require.LongestWait);
        errors.Between(nameof(MaxMitigations), MaxMitigations, 0, 100);
        if (Modes is { Count: 0 })
            errors.Add(nameof(Modes), "empty", "null, for all modes, or have at least one");
        if (OutsideModes is { } outside && !Enum.IsDefined(outside))
            errors.Add(nameof(OutsideModes), $"{(int)outside}", "one of the actions that are defined");
    }
}
