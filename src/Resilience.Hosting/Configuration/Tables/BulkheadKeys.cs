using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of bulkheads.</summary>
internal static class BulkheadKeys
{
    private const int Most = 1_000_000;

    public static KeySet<BulkheadOptions> Set { get; } = new("Bulkhead",
        Key.Of(
            "Name", Kinds.Text, static (BulkheadOptions o) => o.Name, static (o, v) => o.Name = v,
            "in messages, events, metrics and rejections"),
        Key.Of(
            "PermitLimit", Kinds.Int(1, Most), static (BulkheadOptions o) => o.PermitLimit, static (o, v) => o.PermitLimit = v,
            "calls that may run at once"),
        Key.Of(
            "QueueLimit", Kinds.Int(0, Most), static (BulkheadOptions o) => o.QueueLimit, static (o, v) => o.QueueLimit = v,
            "calls that may wait"),
        Key.Of(
            "QueueTimeout", Kinds.Time, static (BulkheadOptions o) => o.QueueTimeout, static (o, v) => o.QueueTimeout = v,
            "how long a call may wait"),
        Key.Of(
            "ShadowMode", Kinds.Flag, static (BulkheadOptions o) => o.ShadowMode, static (o, v) => o.ShadowMode = v,
            "whether it only counts"),
        new PartKey<BulkheadOptions, AdaptiveLimitOptions>(
            "Adaptive", "a limit that adapts", AdaptiveKeys.Part, static o => o.Adaptive, static (o, v) => o.Adaptive = v));
}
