namespace Resilience.Registry;

/// <summary>Whether a component may go on under other options: those that it cannot change while it lives are the same.</summary>
internal static class SameOptions
{
    public static bool Of(CircuitBreakerOptions now, CircuitBreakerOptions? before) =>
        before is not null
        && Thresholds(now) == Thresholds(before)
        && Breaks(now) == Breaks(before)
        && (now.Window.Duration, now.Window.Calls) == (before.Window.Duration, before.Window.Calls)
        && now.Name == before.Name
        && now.HistoryLength == before.HistoryLength
        && now.ExactTimes == before.ExactTimes
        && now.ShadowMode == before.ShadowMode
        && now.Handle == before.Handle
        && now.BreakDurationGenerator == before.BreakDurationGenerator
        && now.OnTransition == before.OnTransition
        && now.Randomizer == before.Randomizer;

    public static bool Of(BulkheadOptions now, BulkheadOptions before) =>
        (now.Name, now.QueueTimeout) == (before.Name, before.QueueTimeout)
        && now.Adaptive == before.Adaptive
        && now.Priority == before.Priority
        && (now.Adaptive is null || now.PermitLimit == before.PermitLimit);

    public static bool Of(RateLimitOptions now, RateLimitOptions before) =>
        now.GetType() == before.GetType()
        && (now.Name, now.MaxWait, now.QueueLimit, now.DrainOnRateLimit, now.DrainCap)
            == (before.Name, before.MaxWait, before.QueueLimit, before.DrainOnRateLimit, before.DrainCap)
        && now.Weight == before.Weight;

    private static (double?, int, int?, TimeSpan?, double) Thresholds(CircuitBreakerOptions options) =>
        (options.FailureRatio, options.MinimumCalls, options.ConsecutiveFailures, options.SlowCallThreshold, options.SlowCallRatio);

    private static (TimeSpan, double, TimeSpan, TimeSpan, int, int, TimeSpan?, TimeSpan?) Breaks(CircuitBreakerOptions options) =>
        (options.BreakDuration, options.BreakMultiplier, options.MaxBreakDuration, options.RetryAfterCap, options.Probes,
            options.SuccessesToClose, options.HalfOpenTimeout, options.RampDuration);
}
