using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>What a record tells of a stage that an earlier owner has run.</summary>
internal static class ResumedStages
{
    public static StageResult Of(StageInfo stage, CheckpointInfo record) => new()
    {
        Stage = stage,
        Status = StageStatus.Resumed,
        Recorded = RecordedStatus.ToStage(record.Metadata.Status),
        Attempts = record.Metadata.Attempt,
        Mitigations = record.Metadata.Mitigation,
        StartedAt = record.Metadata.StartedAt,
        Duration = record.Metadata.EndedAt - record.Metadata.StartedAt ?? TimeSpan.Zero,
        Reason = record.Metadata.Properties.GetValueOrDefault(RecordProperties.Reason),
        Hash = record.Hash,
    };
}
