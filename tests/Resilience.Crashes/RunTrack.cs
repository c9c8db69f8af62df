using System.Globalization;
using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>What processes said of one run.</summary>
internal sealed class RunTrack(string run, bool recordsComeFirst)
{
    private readonly Dictionary<string, Start> _starts = [];
    private readonly Dictionary<long, string> _records = [];
    private readonly HashSet<string> _acknowledged = [];
    private readonly HashSet<string> _attempted = [NineStages.Unwanted];
    private long _token;

    public int Acknowledged => _acknowledged.Count;

    public int Repeated { get; private set; }

    /// <summary>Whether its final record was compared, so that nothing can change any more.</summary>
    public bool IsChecked { get; private set; }

    /// <summary>A stage's code was started; what is wrong with that.</summary>
    public string? Start(string stage, string owner, Start start, string token, bool isFirstAttempt)
    {
        long number = Parse(token);
        if (number < _token)
            return $"{run} {stage}: the token {number} came after {_token}";
        _token = number;
        if (_acknowledged.Contains(owner))
            return $"{run} {stage}: it ran again though its record was acknowledged";
        _attempted.Add(owner);

        // Where records come before the next stage, whoever begins tells that all before it have theirs.
        int position = Position(owner);
        for (int i = 0; recordsComeFirst && i < position; i++)
            _acknowledged.Add(NineStages.Names[i]);
        return Compare(stage, start, isFirstAttempt, position == 0 || _acknowledged.Contains(NineStages.Names[position - 1]));
    }

    public void Record(string kind, string stage, string sequence, string hash)
    {
        _records[Parse(sequence)] = hash;
        if (kind == nameof(CheckpointKind.Stage))
            _acknowledged.Add(stage);
    }

    /// <summary>Compares all that was told with the records; what is wrong.</summary>
    public string? Compare(IReadOnlyList<CheckpointInfo> history)
    {
        IsChecked = history is [.., { Metadata.Kind: CheckpointKind.Finished }];
        string[] stages = [.. history.Where(static record => record.Metadata.Kind == CheckpointKind.Stage).Select(static record => record.Metadata.Stage!)];
        if (!stages.SequenceEqual(NineStages.Names.Take(stages.Length)))
            return $"{run}: the records are of {string.Join(' ', stages)}";
        if (_acknowledged.Except(stages).FirstOrDefault() is { } lost)
            return $"{run}: {lost} was acknowledged and is gone";
        if (stages.Except(_attempted).FirstOrDefault() is { } invented)
            return $"{run}: nobody ran {invented}";
        foreach ((long sequence, string hash) in _records)
        {
            if (sequence > history.Count || history[(int)sequence - 1].Hash != hash)
                return $"{run}: the record {sequence} is not the one that was acknowledged";
        }

        for (int i = 1; i < history.Count; i++)
        {
            if (history[i].FencingToken < history[i - 1].FencingToken)
                return $"{run}: the token fell at record {i + 1}";
        }

        return CompareOrdinals(history);
    }

    // An ordinal with which a stage ran was there before it did, so it is there now.
    private string? CompareOrdinals(IReadOnlyList<CheckpointInfo> history)
    {
        string[] intents = [.. history.Where(static record => record.Metadata.Kind == CheckpointKind.Intent)
            .Select(static record => $"{record.Metadata.Stage} {Records.Number(record.Metadata.Mitigation)}")];
        if (!intents.SequenceEqual(intents.Distinct()))
            return $"{run}: there are the ordinals {string.Join(", ", intents)}";
        string? missing = _starts.Keys.FirstOrDefault(start => !start.EndsWith(" 0", StringComparison.Ordinal) && !intents.Contains(start));
        return missing is null ? null : $"{run}: {missing} ran, and that it was to run was not recorded";
    }

    // When it could begin is the same only from when on what it stands on cannot be lost.
    private string? Compare(string stage, Start start, bool isFirstAttempt, bool standsFast)
    {
        string name = $"{stage} {start.Mitigation}";
        if (!_starts.TryGetValue(name, out Start? before))
        {
            _starts.Add(name, standsFast ? start : start with { UtcNow = "" });
            return null;
        }

        Repeated += isFirstAttempt ? 1 : 0;
        if (before.UtcNow.Length == 0)
        {
            before = before with { UtcNow = standsFast ? start.UtcNow : "" };
            _starts[name] = before;
            start = start with { UtcNow = before.UtcNow };
        }

        return start == before ? null : $"{run} {stage}: it was told {before}, and when it ran again {start}";
    }

    private static int Position(string stage)
    {
        for (int i = 0; i < NineStages.Names.Count; i++)
        {
            if (NineStages.Names[i] == stage)
                return i;
        }

        throw new ArgumentException("There is no such stage.", nameof(stage));
    }

    private static long Parse(string number) => long.Parse(number, CultureInfo.InvariantCulture);
}
