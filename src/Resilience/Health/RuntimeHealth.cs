using Resilience.Timing;

namespace Resilience.Health;

/// <summary>How well the runtime is.</summary>
internal static class RuntimeHealth
{
    public static HealthVerdict OfThreadPool(TimeSpan waited, TimeSpan limit)
    {
        var data = new Dictionary<string, object> { ["waited_seconds"] = waited.TotalSeconds, ["threads"] = ThreadPool.ThreadCount };
        return waited <= limit
            ? HealthVerdict.Healthy with { Data = data }
            : HealthVerdict.Degraded($"work waited {DurationText.Format(waited)} for a thread") with
            {
                Code = ErrorCodes.Resource,
                Data = data,
            };
    }

    public static HealthVerdict OfMemory(GCMemoryInfo memory, double limit) =>
        OfMemory(memory.MemoryLoadBytes, memory.TotalAvailableMemoryBytes, limit);

    public static HealthVerdict OfMemory(long used, long available, double limit)
    {
        double share = available > 0 ? (double)used / available : 0;
        var data = new Dictionary<string, object> { ["share"] = share, ["available_bytes"] = available };
        return share <= limit
            ? HealthVerdict.Healthy with { Data = data }
            : HealthVerdict.Degraded(FormattableString.Invariant($"{share:P0} of the memory is in use")) with
            {
                Code = ErrorCodes.Resource,
                Data = data,
            };
    }
}
