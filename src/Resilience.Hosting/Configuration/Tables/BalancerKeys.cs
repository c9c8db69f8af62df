using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of load balancers.</summary>
internal static class BalancerKeys
{
    public static KeySet<LoadBalancerOptions> Set { get; } = new("LoadBalancer",
        Key.Of(
            "Policy", Kinds.Name<BalancingPolicy>(), static (LoadBalancerOptions o) => o.Policy, static (o, v) => o.Policy = v,
            "how a replica is chosen"),
        Key.Of(
            "MaxAttempts", Kinds.Int(1, 100), static (LoadBalancerOptions o) => o.MaxAttempts, static (o, v) => o.MaxAttempts = v,
            "replicas that a request may be sent to"),
        Key.Filter(
            "RetryOn", static (LoadBalancerOptions o) => o.RetryOn, static (o, v) => o.RetryOn = v,
            "failures after which another one is asked"),
        Key.Of(
            "AttemptTimeout", Kinds.Time, static (LoadBalancerOptions o) => o.AttemptTimeout, static (o, v) => o.AttemptTimeout = v,
            "the time for a replica"),
        Key.Part(
            "Ejection", Ejection, static (LoadBalancerOptions o) => o.Ejection, static (o, v) => o.Ejection = v, "leaves out outliers"),
        Key.Of(
            "PanicThreshold", Kinds.Number(0, 1), static (LoadBalancerOptions o) => o.PanicThreshold,
            static (o, v) => o.PanicThreshold = v, "share of replicas below which all are called"),
        Key.Of(
            "SlowStart", Kinds.Pause, static (LoadBalancerOptions o) => o.SlowStart, static (o, v) => o.SlowStart = v,
            "for how long one that comes back gets less"),
        Key.Of(
            "Decay", Kinds.Time, static (LoadBalancerOptions o) => o.Decay, static (o, v) => o.Decay = v,
            "how fast old latencies and failures are forgotten"))
    {
        HasSwitch = false,
    };

    private static KeySet<EjectionOptions> Ejection => new("Ejection",
        Key.Optional(
            "ConsecutiveFailures", Kinds.Int(1, 1_000), static (EjectionOptions o) => o.ConsecutiveFailures,
            static (o, v) => o.ConsecutiveFailures = v, "failures in a row"),
        Key.Optional(
            "FailureRatio", Kinds.Number(0, 1), static (EjectionOptions o) => o.FailureRatio, static (o, v) => o.FailureRatio = v,
            "share of failures in an interval"),
        Key.Optional(
            "SuccessRateDeviations", Kinds.Number(0, 10), static (EjectionOptions o) => o.SuccessRateDeviations,
            static (o, v) => o.SuccessRateDeviations = v, "standard deviations from the mean of all"),
        Key.Of(
            "MinimumCalls", Kinds.Int(1, 1_000_000), static (EjectionOptions o) => o.MinimumCalls, static (o, v) => o.MinimumCalls = v,
            "calls of an interval that it takes to judge by shares"),
        Key.Of(
            "Interval", Kinds.Duration(TimeSpan.FromMilliseconds(10)), static (EjectionOptions o) => o.Interval,
            static (o, v) => o.Interval = v, "how often shares are judged"),
        Key.Of(
            "Duration", Kinds.Time, static (EjectionOptions o) => o.Duration, static (o, v) => o.Duration = v, "the first ejection"),
        Key.Of(
            "MaxDuration", Kinds.Time, static (EjectionOptions o) => o.MaxDuration, static (o, v) => o.MaxDuration = v,
            "the longest ejection"),
        Key.Of(
            "MaxEjectedShare", Kinds.Number(0, 1), static (EjectionOptions o) => o.MaxEjectedShare,
            static (o, v) => o.MaxEjectedShare = v, "share of replicas that may be ejected at once"));
}
