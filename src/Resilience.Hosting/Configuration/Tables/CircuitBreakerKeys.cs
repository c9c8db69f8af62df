using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of circuit breakers.</summary>
internal static class CircuitBreakerKeys
{
    private static readonly TimeSpan _leastWindow = TimeSpan.FromMilliseconds(100);

    public static KeySet<CircuitBreakerOptions> Set { get; } = new("CircuitBreaker",
        Key.Of(
            "Name", Kinds.Text, static (CircuitBreakerOptions o) => o.Name, static (o, v) => o.Name = v,
            "in messages, events, metrics and rejections"),
        Key.Optional(
            "FailureRatio", Kinds.Number(0.001, 1), static (CircuitBreakerOptions o) => o.FailureRatio, static (o, v) => o.FailureRatio = v,
            "the share of failed calls that opens the circuit"),
        Key.Of(
            "MinimumCalls", Kinds.Int(1), static (CircuitBreakerOptions o) => o.MinimumCalls, static (o, v) => o.MinimumCalls = v,
            "fewer calls in the window open nothing"),
        Key.Of(
            "Window", Kinds.Duration(_leastWindow, TimeSpan.FromDays(1)), static (CircuitBreakerOptions o) => o.Window.Duration!.Value,
            static (o, v) => o.Window = CircuitWindow.Time(v), "the recent past that counts, as a time"),
        Key.Optional(
            "WindowCalls", Kinds.Int(1, 10_000), static (CircuitBreakerOptions o) => o.Window.Calls,
            static (o, v) => o.Window = v is { } calls ? CircuitWindow.Count(calls)
                : o.Window.Calls is null ? o.Window
                : new CircuitBreakerOptions().Window,
            "the recent past that counts, in calls"),
        Key.Optional(
            "ConsecutiveFailures", Kinds.Int(1, 1_000_000), static (CircuitBreakerOptions o) => o.ConsecutiveFailures,
            static (o, v) => o.ConsecutiveFailures = v, "failures in a row that open the circuit"),
        Key.Optional(
            "SlowCallThreshold", Kinds.Time, static (CircuitBreakerOptions o) => o.SlowCallThreshold,
            static (o, v) => o.SlowCallThreshold = v, "how long a slow call takes"),
        Key.Of(
            "SlowCallRatio", Kinds.Number(0.001, 1), static (CircuitBreakerOptions o) => o.SlowCallRatio,
            static (o, v) => o.SlowCallRatio = v, "the share of slow calls that opens the circuit"),
        Key.Of(
            "BreakDuration", Kinds.Time, static (CircuitBreakerOptions o) => o.BreakDuration, static (o, v) => o.BreakDuration = v,
            "how long the circuit stays open the first time"),
        Key.Of(
            "BreakMultiplier", Kinds.Number(1, 100), static (CircuitBreakerOptions o) => o.BreakMultiplier,
            static (o, v) => o.BreakMultiplier = v, "by which the break grows each time"),
        Key.Of(
            "MaxBreakDuration", Kinds.Time, static (CircuitBreakerOptions o) => o.MaxBreakDuration,
            static (o, v) => o.MaxBreakDuration = v, "what the break grows to at most"),
        Key.Of(
            "RetryAfterCap", Kinds.Pause, static (CircuitBreakerOptions o) => o.RetryAfterCap, static (o, v) => o.RetryAfterCap = v,
            "how much of a hint of the dependency is believed"),
        Key.Of("Probes", Kinds.Int(1, 64), static (CircuitBreakerOptions o) => o.Probes, static (o, v) => o.Probes = v, "let in at a time"),
        Key.Of(
            "SuccessesToClose", Kinds.Int(1), static (CircuitBreakerOptions o) => o.SuccessesToClose,
            static (o, v) => o.SuccessesToClose = v, "probes that must succeed"),
        Key.Optional(
            "HalfOpenTimeout", Kinds.Time, static (CircuitBreakerOptions o) => o.HalfOpenTimeout, static (o, v) => o.HalfOpenTimeout = v,
            "how long probes are waited for; none is as long as the break"),
        Key.Optional(
            "RampDuration", Kinds.Time, static (CircuitBreakerOptions o) => o.RampDuration, static (o, v) => o.RampDuration = v,
            "over which the share of calls grows after closing"),
        Key.Filter("Handle", static (CircuitBreakerOptions o) => o.Handle, static (o, v) => o.Handle = v, "the failures that count"),
        Key.Of(
            "ExactTimes", Kinds.Flag, static (CircuitBreakerOptions o) => o.ExactTimes, static (o, v) => o.ExactTimes = v,
            "whether times in the snapshot are exact"),
        Key.Of(
            "HistoryLength", Kinds.Int(0, 10_000), static (CircuitBreakerOptions o) => o.HistoryLength,
            static (o, v) => o.HistoryLength = v, "transitions that are remembered"),
        Key.Of(
            "ShadowMode", Kinds.Flag, static (CircuitBreakerOptions o) => o.ShadowMode, static (o, v) => o.ShadowMode = v,
            "whether it only says what it would do"))
    {
        Exclusive = ("Window", "WindowCalls"),
    };
}
