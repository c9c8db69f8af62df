using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of failover chains.</summary>
internal static class FailoverKeys
{
    public static KeySet<FailoverOptions> Set { get; } = new("Failover",
        Key.Filter(
            "FailoverOn", static (FailoverOptions o) => o.FailoverOn, static (o, v) => o.FailoverOn = v,
            "failures after which the next provider is asked"),
        Key.Of(
            "Timeout", Kinds.Time, static (FailoverOptions o) => o.Timeout, static (o, v) => o.Timeout = v, "the time for a request"),
        Key.Of(
            "AttemptTimeout", Kinds.Time, static (FailoverOptions o) => o.AttemptTimeout, static (o, v) => o.AttemptTimeout = v,
            "the time for a provider"),
        Key.Of(
            "FailuresToLeave", Kinds.Int(1, 1_000), static (FailoverOptions o) => o.FailuresToLeave,
            static (o, v) => o.FailuresToLeave = v, "failures in a row after which a provider is left alone"),
        Key.Of(
            "Recovery", Kinds.Time, static (FailoverOptions o) => o.Recovery, static (o, v) => o.Recovery = v, "for how long, at first"),
        Key.Of(
            "MaxRecovery", Kinds.Time, static (FailoverOptions o) => o.MaxRecovery, static (o, v) => o.MaxRecovery = v,
            "for how long, at most"),
        Key.Of(
            "SuccessesToReturn", Kinds.Int(1, 1_000), static (FailoverOptions o) => o.SuccessesToReturn,
            static (o, v) => o.SuccessesToReturn = v, "trials that must succeed for it to be preferred again"),
        Key.Of(
            "AvailableOnly", Kinds.Flag, static (FailoverOptions o) => o.AvailableOnly, static (o, v) => o.AvailableOnly = v,
            "whether requests are refused while none is known to be available"))
    {
        HasSwitch = false,
    };
}
