namespace Resilience.Metrics;

/// <summary>What the end of a stage counts as, in metrics, traces and history alike.</summary>
internal static class StageVerdicts
{
    public static StageVerdict Of(StageResult result) => result.Status switch
    {
        StageStatus.Completed or StageStatus.Mitigated or StageStatus.Degraded => StageVerdict.Success,
        StageStatus.Failed when result.Failure?.Rejection is not null => StageVerdict.Refused,
        StageStatus.Failed or StageStatus.Aborted => StageVerdict.Failure,
        StageStatus.Skipped => StageVerdict.Skipped,
        StageStatus.Cancelled => StageVerdict.Cancelled,
        _ => StageVerdict.None,
    };
}
