namespace Resilience.Health;

/// <summary>How many calls a component has refused since the last look. Looked at by one check at a time.</summary>
internal sealed class RefusalWatch(long seen)
{
    private long _seen = seen;

    public long New(long total)
    {
        // A component that was reset begins to count anew.
        long fresh = total >= _seen ? total - _seen : total;
        _seen = total;
        return fresh;
    }
}
