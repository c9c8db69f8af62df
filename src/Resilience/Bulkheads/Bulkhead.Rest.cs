namespace Resilience;

public sealed partial class Bulkhead
{
    /// <summary>Whether no call has a permit or waits for one.</summary>
    internal bool IsUnused
    {
        get
        {
            lock (_lock)
                return _queue.Count == 0 && _permits.InUse == 0;
        }
    }
}
