using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>The words for statuses in records, and back.</summary>
internal static class RecordedStatus
{
    public static CheckpointStatus Of(StageStatus status) => status switch
    {
        StageStatus.Completed => CheckpointStatus.Completed,
        StageStatus.Skipped => CheckpointStatus.Skipped,
        StageStatus.Mitigated => CheckpointStatus.Mitigated,
        StageStatus.Degraded => CheckpointStatus.Degraded,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This status has no record."),
    };

    public static CheckpointStatus Of(RunResultStatus status) => status switch
    {
        RunResultStatus.Completed => CheckpointStatus.Completed,
        RunResultStatus.Failed => CheckpointStatus.Failed,
        RunResultStatus.Aborted => CheckpointStatus.Aborted,
        RunResultStatus.Cancelled => CheckpointStatus.Cancelled,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A run that is interrupted has no final record."),
    };

    public static StageStatus ToStage(CheckpointStatus status) => status switch
    {
        CheckpointStatus.Skipped => StageStatus.Skipped,
        CheckpointStatus.Mitigated => StageStatus.Mitigated,
        CheckpointStatus.Degraded => StageStatus.Degraded,
        _ => StageStatus.Completed,
    };

    public static RunResultStatus ToRun(CheckpointStatus status) => status switch
    {
        CheckpointStatus.Completed => RunResultStatus.Completed,
        CheckpointStatus.Aborted => RunResultStatus.Aborted,
        CheckpointStatus.Cancelled => RunResultStatus.Cancelled,
        _ => RunResultStatus.Failed,
    };

    /// <summary>How a stage has ended on which the run ended so.</summary>
    public static StageStatus OfLast(RunResultStatus status) => status switch
    {
        RunResultStatus.Aborted => StageStatus.Aborted,
        RunResultStatus.Cancelled => StageStatus.Cancelled,
        _ => StageStatus.Failed,
    };
}
