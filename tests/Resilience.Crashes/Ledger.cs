using Resilience.Checkpoints;

namespace Resilience.Crashes;

/// <summary>What a writer said it tried and what it said was acknowledged, to be compared with what is there.</summary>
internal sealed class Ledger
{
    private readonly HashSet<string> _attempted = [];
    private readonly HashSet<string> _acknowledged = [];
    private string? _twice;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Takes a line of a writer.</summary>
    public void Take(string line)
    {
        switch (line.Split(' '))
        {
            case ["try", var stage]:
                if (_acknowledged.Contains(stage))
                    _twice = stage;
                _attempted.Add(stage);
                break;
            case ["ack", var stage]:
                _acknowledged.Add(stage);
                break;
        }
    }

    /// <summary>Acknowledged ⊆ recovered ⊆ attempted, and intact; what is wrong otherwise.</summary>
    public async Task<string?> CheckAsync(string folder)
    {
        var store = new FileCheckpointStore(folder);
        var recovered = new HashSet<string>();
        await using (IRunLease lease = await store.AcquireAsync(Records.Run))
        {
            if (lease.Quarantined.Count > 0)
                return $"a record was put aside: {lease.Quarantined[0].Reason}";
            foreach (CheckpointInfo info in lease.History.Where(static info => info.Metadata.Kind == CheckpointKind.Stage))
            {
                string stage = info.Metadata.Stage!;
                CheckpointRecord record = await lease.ReadAsync(info.Sequence);
                if (!record.Payload.Bytes.Span.SequenceEqual(Records.Content(stage)))
                    return $"stage {stage} has another context than was written";
                if (!recovered.Add(stage))
                    return $"stage {stage} has two records";
            }
        }

        if (await store.VerifyAsync(Records.Run) is { IsIntact: false } broken)
            return broken.Findings[0].Message;
        if (_twice is not null)
            return $"stage {_twice} ran again though its record was acknowledged";
        if (_acknowledged.Except(recovered).FirstOrDefault() is { } lost)
            return $"stage {lost} was acknowledged and is gone";
        return recovered.Except(_attempted).FirstOrDefault() is { } invented ? $"nobody wrote stage {invented}" : null;
    }
}
