namespace Resilience.Health;

/// <summary>The last checks of a probe, and what can be counted in them. Not safe to use from several threads.</summary>
internal sealed class ProbeHistory(int length)
{
    private readonly Queue<HealthRecord> _records = new(Math.Min(length, 16));
    private int _healthy;
    private TimeSpan _total;

    public double SuccessRate => _records.Count == 0 ? 1 : (double)_healthy / _records.Count;

    public TimeSpan AverageDuration => _records.Count == 0 ? TimeSpan.Zero : _total / _records.Count;

    public void Add(in HealthRecord record)
    {
        if (_records.Count == length)
            Count(_records.Dequeue(), -1);
        _records.Enqueue(record);
        Count(record, 1);
    }

    public HealthRecord[] Copy() => [.. _records];

    private void Count(in HealthRecord record, int by)
    {
        _healthy += record.State == HealthState.Healthy ? by : 0;
        _total += record.Duration * by;
    }
}
