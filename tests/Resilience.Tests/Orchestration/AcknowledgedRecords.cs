using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Hands on which records have become durable.</summary>
internal sealed class AcknowledgedRecords(Action<RunInfo, CheckpointInfo> told) : RunObserver
{
    public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) => told(run, record);
}
