using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of fan-out groups.</summary>
internal static class FanOutKeys
{
    public static KeySet<FanOutOptions> Set { get; } = new("FanOut",
        Key.Of(
            "Strategy", Kinds.Name<FanOutStrategy>(), static (FanOutOptions o) => o.Strategy, static (o, v) => o.Strategy = v,
            "when it is done"),
        Key.Of(
            "Timeout", Kinds.Time, static (FanOutOptions o) => o.Timeout, static (o, v) => o.Timeout = v, "the time for a request"),
        Key.Of(
            "InitializationShare", Kinds.Number(0, 1), static (FanOutOptions o) => o.InitializationShare,
            static (o, v) => o.InitializationShare = v, "the share of it for initialization"),
        Key.Of(
            "MaxConcurrency", Kinds.Int(1, 10_000), static (FanOutOptions o) => o.MaxConcurrency, static (o, v) => o.MaxConcurrency = v,
            "calls of a request that run at once"),
        Key.Of(
            "Enabled", Kinds.Flag, static (FanOutOptions o) => o.Enabled, static (o, v) => o.Enabled = v,
            "whether calls run at once, and not one after the other"),
        Key.Optional(
            "EnoughSuccesses", Kinds.Int(1, 10_000), static (FanOutOptions o) => o.EnoughSuccesses, static (o, v) => o.EnoughSuccesses = v,
            "successes after which best effort is done"),
        Key.Of(
            "ThrowIfAllFailed", Kinds.Flag, static (FanOutOptions o) => o.ThrowIfAllFailed, static (o, v) => o.ThrowIfAllFailed = v,
            "whether that nobody succeeded is an exception"),
        Key.Of(
            "UseThreadPool", Kinds.Flag, static (FanOutOptions o) => o.UseThreadPool, static (o, v) => o.UseThreadPool = v,
            "whether each call begins on a thread of the pool"));
}
