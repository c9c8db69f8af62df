namespace DocumentPipeline.Running;

/// <summary>What happened in a run, stage by stage.</summary>
internal sealed class RunProtocol
{
    private readonly TimeProvider _timeProvider;
    private readonly List<StageProtocol> _stages = [];

    public RunProtocol(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>A stage begins.</summary>
    public StageProtocol Begin(string stage)
    {
        var protocol = new StageProtocol(stage, _timeProvider);
        _stages.Add(protocol);
        return protocol;
    }

    /// <summary>The stages so far; the last one may still run.</summary>
    public IReadOnlyList<StageRecord> Snapshot() => _stages.ConvertAll(static stage => stage.Snapshot());
}
