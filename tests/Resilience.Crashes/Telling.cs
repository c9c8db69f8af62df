using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>Says which records have become durable.</summary>
internal sealed class Telling(Action<string> say) : RunObserver
{
    public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) =>
        say($"record {run.RunId} {record.Metadata.Kind} {record.Metadata.Stage ?? "-"} {Records.Number(record.Sequence)} {record.Hash} ;");
}
