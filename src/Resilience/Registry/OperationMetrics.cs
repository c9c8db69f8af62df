namespace Resilience.Registry;

/// <summary>Where the calls of an operation are counted; begun anew by whoever resets them.</summary>
internal sealed class OperationMetrics(TimeProvider clock)
{
    private OperationCounts _counts = new(clock.GetUtcNow());

    public OperationCounts Counts => Volatile.Read(ref _counts);

    public void Reset() => Volatile.Write(ref _counts, new(clock.GetUtcNow()));
}
