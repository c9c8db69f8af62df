using System.Buffers;
using Microsoft.Extensions.Logging;
using Resilience.Checkpoints;
using Resilience.Metrics;
using Resilience.Risks;

namespace Resilience.Orchestration;

/// <summary>Tells all observers. What one of them throws is logged, and the others are told all the same.</summary>
internal sealed class RunObservers(RunObserver[] observers, ILogger logger)
{
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789abcdefABCDEF");

    public bool Any => observers.Length > 0;

    public void RunStarted(RunInfo run) => Tell(run, run, static (observer, run) => observer.OnRunStarted(run));

    public void Assessed(StageContext stage, RiskAssessment assessment, TimeSpan duration) => Tell(
        stage.Run,
        (stage, assessment, duration),
        static (observer, told) => observer.OnAssessed(told.stage, told.assessment, told.duration));

    public void StageStarting(StageContext stage) =>
        Tell(stage.Run, stage, static (observer, stage) => observer.OnStageStarting(stage));

    public void Progress(RunInfo run, StageProgress progress) =>
        Tell(run, (run, progress), static (observer, told) => observer.OnProgress(told.run, told.progress));

    public void Mitigated(StageContext stage, MitigationReport report) =>
        Tell(stage.Run, (stage, report), static (observer, told) => observer.OnMitigated(told.stage, told.report));

    public void StageEnded(RunInfo run, StageResult result) =>
        Tell(run, (run, result), static (observer, told) => observer.OnStageEnded(told.run, told.result));

    public void Checkpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) => Tell(
        run, (run, record, duration), static (observer, told) => observer.OnCheckpoint(told.run, told.record, told.duration));

    public void RunEnded(RunReport report) => Tell(report.Run, report, static (observer, report) => observer.OnRunEnded(report));

    /// <summary>Has traces written.</summary>
    /// <returns>The hash of the first one; null if nobody keeps any.</returns>
    public async ValueTask<string?> RunEndingAsync(RunReport report)
    {
        string? first = null;
        foreach (RunObserver observer in observers)
        {
            try
            {
                string? hash = await observer.OnRunEndingAsync(report).ConfigureAwait(false);
                if (hash is not null && !IsHash(hash))
                    throw new InvalidOperationException("The hash of a trace has 64 hexadecimal digits; this one has not.");
                first ??= hash;
            }
            catch (Exception error)
            {
                Failed(observer, report.Run, error);
            }
        }

        return first;
    }

    private static bool IsHash(string text) => text.Length == 64 && text.AsSpan().IndexOfAnyExcept(_digits) < 0;

    private void Tell<TState>(RunInfo run, TState state, Action<RunObserver, TState> tell)
    {
        foreach (RunObserver observer in observers)
        {
            try
            {
                tell(observer, state);
            }
            catch (Exception error)
            {
                Failed(observer, run, error);
            }
        }
    }

    private void Failed(RunObserver observer, RunInfo run, Exception error) =>
        RunLog.ObserverFailed(logger, error, run.Pipeline, run.RunId, observer.GetType().Name);
}
