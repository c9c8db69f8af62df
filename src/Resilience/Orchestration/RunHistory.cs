using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>Where a run stands, as its records tell: each restart takes back the records of its stage and of those after it.</summary>
internal sealed class RunHistory
{
    private readonly List<CheckpointInfo> _stages = [];
    private readonly Dictionary<string, StageOrdinals> _ordinals = new(StringComparer.Ordinal);
    private CheckpointInfo? _intent;
    private bool _changedHands;

    public RunHistory(IEnumerable<CheckpointInfo> records)
    {
        foreach (CheckpointInfo record in records)
            Add(record);
    }

    /// <summary>The first record; null if the run does not exist yet.</summary>
    public CheckpointInfo? Started { get; private set; }

    /// <summary>The records of stages that count, oldest first.</summary>
    public IReadOnlyList<CheckpointInfo> Stages => _stages;

    /// <summary>The final record; null if the run has not finished.</summary>
    public CheckpointInfo? Finished { get; private set; }

    /// <summary>The last record, those of owners aside.</summary>
    public CheckpointInfo? Last { get; private set; }

    /// <summary>How many records its first owner has written.</summary>
    public int FirstOwnersRecords { get; private set; }

    /// <summary>The record that holds the context from which the run goes on.</summary>
    public CheckpointInfo? Context => _intent ?? (_stages.Count > 0 ? _stages[^1] : Started);

    /// <summary>When the next stage was first able to begin.</summary>
    public DateTimeOffset ReadyAt =>
        (_stages.Count > 0 ? _stages[^1].Metadata.EndedAt : Started?.Metadata.StartedAt) ?? Started!.RecordedAt;

    /// <summary>How often a stage was run again so far.</summary>
    public StageOrdinals OrdinalsOf(string stage) => _ordinals.GetValueOrDefault(stage);

    private void Add(CheckpointInfo record)
    {
        CheckpointMetadata data = record.Metadata;
        if (data.Kind != CheckpointKind.Owned && !_changedHands)
            FirstOwnersRecords++;
        switch (data.Kind)
        {
            case CheckpointKind.Owned:
                _changedHands = true;
                return;
            case CheckpointKind.Started:
                Started = record;
                break;
            case CheckpointKind.Stage:
                _stages.Add(record);
                _intent = null;
                break;
            case CheckpointKind.Intent:
                Intend(record, data.Stage!);
                break;
            case CheckpointKind.Restarted:
                GoBack(data.Stage!);
                break;
            case CheckpointKind.Finished:
                Finished = record;
                break;
        }

        Last = record;
    }

    private void Intend(CheckpointInfo record, string stage)
    {
        _ordinals[stage] = OrdinalsOf(stage) with { Current = record.Metadata.Mitigation };
        if (record.HasPayload)
            _intent = record;
    }

    // What was done and is to be done again is another act for those outside, so it gets another key; what has never been done keeps it.
    private void GoBack(string stage)
    {
        Finished = null;
        _intent = null;
        int from = _stages.FindIndex(record => record.Metadata.Stage == stage);
        if (from < 0)
            from = _stages.Count;
        foreach (CheckpointInfo dropped in _stages.Skip(from))
        {
            string name = dropped.Metadata.Stage!;
            int next = Math.Max(OrdinalsOf(name).Current, dropped.Metadata.Mitigation) + 1;
            _ordinals[name] = new(next, next);
        }

        _stages.RemoveRange(from, _stages.Count - from);
        // Of all that runs from here on, mitigations are counted anew.
        foreach (string name in _ordinals.Keys.ToArray())
            _ordinals[name] = _ordinals[name] with { Base = _ordinals[name].Current };
    }
}
