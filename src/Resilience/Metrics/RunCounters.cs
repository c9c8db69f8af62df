using Resilience.Metrics;

namespace Resilience;

/// <summary>Counts runs and stages: what every orchestrator does by itself.</summary>
public sealed class RunCounters : RunObserver
{
    private long _started;
    private long _resumed;
    private long _completed;
    private long _failed;
    private long _interrupted;
    private long _stagesDone;
    private long _stagesFailed;
    private long _mitigations;

    /// <inheritdoc />
    public override void OnRunStarted(RunInfo run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Interlocked.Increment(ref _started);
        if (run.IsResumed)
            Interlocked.Increment(ref _resumed);
    }

    /// <inheritdoc />
    public override void OnMitigated(StageContext stage, MitigationReport report) => Interlocked.Increment(ref _mitigations);

    /// <inheritdoc />
    public override void OnStageEnded(RunInfo run, StageResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Interlocked.Increment(ref result.IsDone ? ref _stagesDone : ref _stagesFailed);
    }

    /// <inheritdoc />
    public override void OnRunEnded(RunReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        switch (report.Status)
        {
            case RunResultStatus.Completed:
                Interlocked.Increment(ref _completed);
                break;
            case RunResultStatus.Interrupted:
                Interlocked.Increment(ref _interrupted);
                break;
            default:
                Interlocked.Increment(ref _failed);
                break;
        }
    }

    /// <summary>The counts of now.</summary>
    public RunCountersSnapshot Snapshot() => new()
    {
        Started = Interlocked.Read(ref _started),
        Resumed = Interlocked.Read(ref _resumed),
        Completed = Interlocked.Read(ref _completed),
        Failed = Interlocked.Read(ref _failed),
        Interrupted = Interlocked.Read(ref _interrupted),
        StagesDone = Interlocked.Read(ref _stagesDone),
        StagesFailed = Interlocked.Read(ref _stagesFailed),
        Mitigations = Interlocked.Read(ref _mitigations),
    };
}
