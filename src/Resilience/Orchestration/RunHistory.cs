using System.Globalization;
using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>Where a run stands, as its records tell: each restart takes back the records of its stage and of those after it.</summary>
internal sealed class RunHistory
{
    private readonly List<CheckpointInfo> _stages = [];
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _bases = new(StringComparer.Ordinal);
    private CheckpointInfo? _intent;
    private int _floor;
    private int _highest;

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

    /// <summary>How many records there are of what a fork begins with: the beginning, stages, and intents.</summary>
    public int Copied { get; private set; }

    /// <summary>When the next stage was first able to begin.</summary>
    public DateTimeOffset ReadyAt =>
        (_stages.Count > 0 ? _stages[^1].Metadata.EndedAt : Started?.Metadata.StartedAt) ?? Started!.RecordedAt;

    /// <summary>The record that holds the context from which a stage begins; null for the context after the last stage.</summary>
    public CheckpointInfo ContextFor(string? stage)
    {
        if (_intent is not null && _intent.Metadata.Stage == stage)
            return _intent;
        return _stages.Count > 0 ? _stages[^1] : Started!;
    }

    /// <summary>
    /// The ordinal of a stage's next run, and the one from which its mitigations are counted. What was begun after a record that a restart
    /// took back is another act now, whether it was done or not.
    /// </summary>
    public StageOrdinals OrdinalsOf(string stage) => new(
        Math.Max(_ordinals.GetValueOrDefault(stage), _floor), Math.Max(_bases.GetValueOrDefault(stage), _floor));

    private void Add(CheckpointInfo record)
    {
        CheckpointMetadata data = record.Metadata;
        _highest = Math.Max(_highest, data.Mitigation);
        switch (data.Kind)
        {
            case CheckpointKind.Owned:
                return;
            case CheckpointKind.Started:
                Started = record;
                Copied++;
                break;
            case CheckpointKind.Stage:
                _stages.Add(record);
                _intent = null;
                Copied++;
                break;
            case CheckpointKind.Intent:
                _ordinals[data.Stage!] = data.Mitigation;
                _intent = record.HasPayload ? record : _intent;
                Copied++;
                break;
            case CheckpointKind.Restarted:
                GoBack(data);
                break;
            case CheckpointKind.Finished:
                Finished = record;
                break;
        }

        Last = record;
    }

    private void GoBack(CheckpointMetadata restart)
    {
        Finished = null;
        int from = PositionOf(restart);
        if (from >= _stages.Count)
        {
            // Nothing is taken back: the stage goes on as the act that it was, but whoever opened it again wants it mitigated anew.
            _bases[restart.Stage!] = OrdinalsOf(restart.Stage!).Current;
            return;
        }

        _stages.RemoveRange(from, _stages.Count - from);
        _intent = null;
        _floor = _highest + 1;
    }

    private int PositionOf(CheckpointMetadata restart) =>
        restart.Properties.TryGetValue(RecordProperties.Position, out string? text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int position)
            ? position
            : _stages.Count;
}
