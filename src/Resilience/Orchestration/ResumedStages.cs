using System.Globalization;
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
        Mitigations = record.Metadata.Mitigation - Number(record, RecordProperties.Base),
        Ordinal = record.Metadata.Mitigation,
        StartedAt = record.Metadata.StartedAt,
        Duration = record.Metadata.EndedAt - record.Metadata.StartedAt ?? TimeSpan.Zero,
        Failure = record.Metadata.Code is { } code ? new(stage, null, default, code, null) : null,
        Reason = record.Metadata.Properties.GetValueOrDefault(RecordProperties.Reason),
        Hash = record.Hash,
    };

    private static int Number(CheckpointInfo record, string property) =>
        record.Metadata.Properties.TryGetValue(property, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : 0;
}
