using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>What processes said of the runs that they took through the nine stages, to be compared with what is there.</summary>
internal sealed class RunLedger(CheckpointDurability durability, string expected)
{
    private readonly Dictionary<string, RunTrack> _runs = [];
    private readonly Dictionary<string, string> _keys = [];
    private string? _wrong;

    /// <summary>How many runs were completed.</summary>
    public int Completed { get; private set; }

    /// <summary>How many records of stages were acknowledged.</summary>
    public int Acknowledged => _runs.Values.Sum(static run => run.Acknowledged);

    /// <summary>How often a stage was begun by a process after an earlier one had begun it.</summary>
    public int Repeated => _runs.Values.Sum(static run => run.Repeated);

    /// <summary>The last failure that a process told.</summary>
    public string? Failure { get; private set; }

    /// <summary>Takes a line of a process; one that was cut off where the process ended says nothing.</summary>
    public void Take(string line)
    {
        switch (line.Split(' '))
        {
            case ["start", var run, var stage, var owner, var mitigation, var attempt, var key, var id, var ticks, var token, ";"]:
                _wrong ??= Track(run).Start(stage, owner, new(mitigation, key, id, ticks), token, isFirstAttempt: attempt == "1")
                    ?? Once(key, $"{run} {stage} {mitigation}");
                break;
            case ["record", var run, var kind, var stage, var sequence, var hash, ";"]:
                Track(run).Record(kind, stage, sequence, hash);
                break;
            case ["done", var run, var status, _, var context, ";"]:
                Completed++;
                if (status != nameof(RunResultStatus.Completed) || context != expected)
                    _wrong ??= $"the run {run} has ended as {status} with {context}";
                break;
            case ["failed", _, var code, ";"]:
                Failure = code;
                break;
        }
    }

    /// <summary>Compares what was told with what is there; what is wrong, or null.</summary>
    public async Task<string?> CheckAsync(string folder)
    {
        var store = new FileCheckpointStore(folder);
        foreach ((string id, RunTrack run) in _runs.Where(static run => !run.Value.IsChecked))
        {
            var key = new RunKey(NineStages.Pipeline, id);
            if (await store.VerifyAsync(key) is { IsIntact: false } broken)
                return $"{id}: {broken.Findings[0].Message}";
            var history = new List<CheckpointInfo>();
            await foreach (CheckpointInfo record in store.ReadHistoryAsync(key))
                history.Add(record);
            _wrong ??= run.Compare(history);
        }

        return _wrong;
    }

    private RunTrack Track(string run) =>
        _runs.TryGetValue(run, out RunTrack? track) ? track : _runs[run] = new(run, durability == CheckpointDurability.BeforeNextStage);

    private string? Once(string key, string owner) =>
        _keys.TryAdd(key, owner) || _keys[key] == owner ? null : $"{owner} has the key of {_keys[key]}";
}
