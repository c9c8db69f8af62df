namespace Resilience.Risks;

/// <summary>The last mitigations, oldest first.</summary>
internal sealed class MitigationHistory(int limit)
{
    private readonly Lock _gate = new();
    private readonly Queue<MitigationRecord> _records = new();

    public void Add(MitigationRecord record)
    {
        if (limit == 0)
            return;
        lock (_gate)
        {
            if (_records.Count == limit)
                _records.Dequeue();
            _records.Enqueue(record);
        }
    }

    public IReadOnlyList<MitigationRecord> ToList()
    {
        lock (_gate)
            return [.. _records];
    }
}
