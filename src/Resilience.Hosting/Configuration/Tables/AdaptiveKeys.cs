using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of limits that adapt.</summary>
internal static class AdaptiveKeys
{
    private const int Most = 1_000_000;
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    public static IPartKind<AdaptiveLimitOptions> Part { get; } = new PooledPart<AdaptiveLimitOptions>(new TypedParts<AdaptiveLimitOptions>(
        new("Aimd", new SinglePart<AdaptiveLimitOptions, AimdLimitOptions>(Aimd, static () => new(), isTyped: true)),
        new("Gradient2", new SinglePart<AdaptiveLimitOptions, Gradient2LimitOptions>(Gradient2, static () => new(), isTyped: true))));

    private static KeySet<AimdLimitOptions> Aimd => new("Aimd",
    [
        .. Common<AimdLimitOptions>(),
        Key.Of(
            "DropFactor", Kinds.Number(0.1, 0.99), static (AimdLimitOptions o) => o.DropFactor, static (o, v) => o.DropFactor = v,
            "what the limit is multiplied by after drops"),
        Key.Optional(
            "SlowCallThreshold", Kinds.Time, static (AimdLimitOptions o) => o.SlowCallThreshold,
            static (o, v) => o.SlowCallThreshold = v, "calls that take longer on average lower the limit"),
    ]);

    private static KeySet<Gradient2LimitOptions> Gradient2 => new("Gradient2",
    [
        .. Common<Gradient2LimitOptions>(),
        Key.Of(
            "Tolerance", Kinds.Number(1, 1.9), static (Gradient2LimitOptions o) => o.Tolerance, static (o, v) => o.Tolerance = v,
            "by what factor calls may take longer"),
        Key.Of(
            "QueueSize", Kinds.Int(1, 10_000), static (Gradient2LimitOptions o) => o.QueueSize, static (o, v) => o.QueueSize = v,
            "calls that may wait in the dependency"),
        Key.Of(
            "Smoothing", Kinds.Number(0.01, 1), static (Gradient2LimitOptions o) => o.Smoothing, static (o, v) => o.Smoothing = v,
            "the share of each suggestion that is done"),
        Key.Of(
            "BaselineWindows", Kinds.Int(10, Most), static (Gradient2LimitOptions o) => o.BaselineWindows,
            static (o, v) => o.BaselineWindows = v, "over how many windows the baseline is averaged"),
        Key.Optional(
            "ProbeInterval", Kinds.Int(10, Most), static (Gradient2LimitOptions o) => o.ProbeInterval,
            static (o, v) => o.ProbeInterval = v, "windows after which the baseline is measured again"),
        Key.Of(
            "DropFactor", Kinds.Number(0.1, 0.99), static (Gradient2LimitOptions o) => o.DropFactor, static (o, v) => o.DropFactor = v,
            "what the limit is multiplied by after drops"),
    ]);

    private static SettingKey<T>[] Common<T>()
        where T : AdaptiveLimitOptions, new() =>
    [
        Key.Optional(
            "Initial", Kinds.Int(1, Most), static (T o) => o.Initial, static (o, v) => o.Initial = v, "to begin with; none is Min"),
        Key.Of("Min", Kinds.Int(1, Most), static (T o) => o.Min, static (o, v) => o.Min = v, "what the limit never falls below"),
        Key.Optional("Max", Kinds.Int(1, Most), static (T o) => o.Max, static (o, v) => o.Max = v, "the most; none is PermitLimit"),
        Key.Of(
            "Window", Kinds.Duration(TimeSpan.FromMilliseconds(100), _minute), static (T o) => o.Window, static (o, v) => o.Window = v,
            "how long is measured before each decision"),
        Key.Of(
            "MinimumCalls", Kinds.Int(1, Most), static (T o) => o.MinimumCalls, static (o, v) => o.MinimumCalls = v,
            "how many calls a decision needs"),
        Key.Of(
            "MinimumTime", Kinds.Duration(TimeSpan.Zero, _minute), static (T o) => o.MinimumTime, static (o, v) => o.MinimumTime = v,
            "successes in less time are not measured"),
        Key.Filter("Drops", static (T o) => o.Drops, static (o, v) => o.Drops = v, "the failures that say that there are too many calls"),
        Key.Of(
            "DropTolerance", Kinds.Number(0, 0.5), static (T o) => o.DropTolerance, static (o, v) => o.DropTolerance = v,
            "the share of drops that lowers nothing"),
        Key.Of(
            "HistoryLength", Kinds.Int(0, 10_000), static (T o) => o.HistoryLength, static (o, v) => o.HistoryLength = v,
            "changes that are remembered"),
        Key.Of("ShadowMode", Kinds.Flag, static (T o) => o.ShadowMode, static (o, v) => o.ShadowMode = v, "whether it only tells"),
    ];
}
