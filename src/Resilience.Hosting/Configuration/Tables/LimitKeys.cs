using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of rate limits.</summary>
internal static class LimitKeys
{
    private const int Most = 1_000_000_000;

    public static KeySet<TokenBucketOptions> TokenBucket { get; } = new("TokenBucket",
    [
        .. Common<TokenBucketOptions>(),
        Key.Of(
            "Period", Kinds.Duration(TimeSpan.FromMicroseconds(1)), static (TokenBucketOptions o) => o.Period,
            static (o, v) => o.Period = v, "the time in which the permits come"),
        Key.Optional(
            "Burst", Kinds.Int(1, Most), static (TokenBucketOptions o) => o.Burst, static (o, v) => o.Burst = v,
            "permits that gather while nobody calls; none is as many as Permits"),
    ]);

    public static KeySet<SlidingWindowOptions> SlidingWindow { get; } = new("SlidingWindow",
    [
        .. Common<SlidingWindowOptions>(),
        Key.Of(
            "Window", Kinds.Duration(TimeSpan.FromMilliseconds(10)), static (SlidingWindowOptions o) => o.Window,
            static (o, v) => o.Window = v, "in which no more than the permits are given"),
        Key.Of(
            "Segments", Kinds.Int(1, 1_000), static (SlidingWindowOptions o) => o.Segments, static (o, v) => o.Segments = v,
            "parts in which the window moves"),
    ]);

    public static IPartKind<RateLimitOptions> Part { get; } = new TypedParts<RateLimitOptions>(
        new("TokenBucket", new SinglePart<RateLimitOptions, TokenBucketOptions>(TokenBucket, static () => new(), isTyped: true)),
        new("SlidingWindow", new SinglePart<RateLimitOptions, SlidingWindowOptions>(SlidingWindow, static () => new(), isTyped: true)));

    private static SettingKey<T>[] Common<T>()
        where T : RateLimitOptions, new() =>
    [
        Key.Of("Name", Kinds.Text, static (T o) => o.Name, static (o, v) => o.Name = v, "in messages, events, metrics and rejections"),
        Key.Of("Permits", Kinds.Int(1, Most), static (T o) => o.Permits, static (o, v) => o.Permits = v, "in each period or window"),
        Key.Of("MaxWait", Kinds.Pause, static (T o) => o.MaxWait, static (o, v) => o.MaxWait = v, "how long a call may wait"),
        Key.Of(
            "QueueLimit", Kinds.Int(0, 1_000_000), static (T o) => o.QueueLimit, static (o, v) => o.QueueLimit = v,
            "how many calls may wait"),
        Key.Of(
            "DrainOnRateLimit", Kinds.Flag, static (T o) => o.DrainOnRateLimit, static (o, v) => o.DrainOnRateLimit = v,
            "whether the dependency's refusal for a rate drains it"),
        Key.Of("DrainCap", Kinds.Pause, static (T o) => o.DrainCap, static (o, v) => o.DrainCap = v, "how much of its hint is believed"),
        Key.Of("ShadowMode", Kinds.Flag, static (T o) => o.ShadowMode, static (o, v) => o.ShadowMode = v, "whether it only counts"),
    ];
}
