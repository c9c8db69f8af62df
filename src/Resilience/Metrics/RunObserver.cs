using Resilience.Checkpoints;
using Resilience.Metrics;
using Resilience.Risks;

namespace Resilience;

/// <summary>
/// Told what happens in runs, in the order in which it happens: the base of metrics, alerts and traces. Override what is of interest.
/// </summary>
/// <remarks>
/// One instance serves all runs of a pipeline, so it must be thread-safe; within a run it is told one thing after the other, except by the
/// branches of a parallel group. It is called on the run's thread and must be quick. What it throws is logged and goes no further.
/// </remarks>
public abstract class RunObserver
{
    /// <summary>A run has begun or goes on.</summary>
    /// <param name="run">The run.</param>
    public virtual void OnRunStarted(RunInfo run)
    {
    }

    /// <summary>The risks of a stage were assessed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="assessment">What was found.</param>
    /// <param name="duration">How long it took.</param>
    public virtual void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration)
    {
    }

    /// <summary>A stage is about to begin. After a mitigation it is told again.</summary>
    /// <param name="stage">The stage.</param>
    public virtual void OnStageStarting(StageContext stage)
    {
    }

    /// <summary>A stage says how far it is. It may be told after the stage has ended, if its code does so.</summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">How far.</param>
    public virtual void OnProgress(RunInfo run, in StageProgress progress)
    {
    }

    /// <summary>A stage failed and a mitigation has decided.</summary>
    /// <param name="stage">The stage as it had run.</param>
    /// <param name="report">What was decided.</param>
    public virtual void OnMitigated(StageContext stage, MitigationReport report)
    {
    }

    /// <summary>A stage has ended, in whatever status; of those that are resumed, nothing is told.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">What became of it.</param>
    public virtual void OnStageEnded(RunInfo run, StageResult result)
    {
    }

    /// <summary>A record has become durable. In the background it may come later than what follows it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="record">The record.</param>
    /// <param name="duration">How long it took to write.</param>
    public virtual void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration)
    {
    }

    /// <summary>
    /// A run is about to end, before its final record is written. Whoever keeps a trace writes it now, and returns its hash, which becomes
    /// part of that record.
    /// </summary>
    /// <param name="report">What became of it.</param>
    /// <returns>The SHA-256 of the trace, 64 hexadecimal digits; null, the default, from those who keep none.</returns>
    public virtual ValueTask<string?> OnRunEndingAsync(RunReport report) => default;

    /// <summary>A run has ended for this owner; its final record, if there is one, is durable.</summary>
    /// <param name="report">What became of it.</param>
    public virtual void OnRunEnded(RunReport report)
    {
    }
}
