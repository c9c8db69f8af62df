using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Running;

/// <summary>
/// Ends the process the hard way as soon as the record of a stage is durable, to show that the run goes on from there. Nothing is
/// flushed, closed or given back: it is as if the power had failed.
/// </summary>
internal sealed class KillSwitch : RunObserver
{
    private readonly string _stage;
    private readonly Action<CheckpointInfo> _kill;

    /// <param name="stage">The last stage that the process is allowed.</param>
    /// <param name="kill">Ends the process; told the record.</param>
    public KillSwitch(string stage, Action<CheckpointInfo> kill)
    {
        _stage = stage;
        _kill = kill;
    }

    /// <inheritdoc/>
    public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration)
    {
        if (record.Metadata is { Kind: CheckpointKind.Stage, Stage: { } stage } && stage == _stage)
        {
            _kill(record);
        }
    }
}
