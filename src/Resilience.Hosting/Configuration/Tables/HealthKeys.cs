using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of the health monitor.</summary>
internal static class HealthKeys
{
    private static readonly ValueKind<TimeSpan> _interval = Kinds.Duration(TimeSpan.FromMilliseconds(10));

    public static KeySet<HealthSetup> Set { get; } = new("Health",
        Key.Of(
            "Enabled", Kinds.Flag, static (HealthSetup o) => o.Enabled, static (o, v) => o.Enabled = v,
            "whether the host has the probes asked"),
        Key.Of(
            "Interval", _interval, static (HealthSetup o) => o.Monitor.Interval, static (o, v) => o.Monitor.Interval = v,
            "the interval of probes that have none of their own"),
        Key.Of(
            "HistoryLength", Kinds.Int(1, 10_000), static (HealthSetup o) => o.Monitor.HistoryLength,
            static (o, v) => o.Monitor.HistoryLength = v, "checks of a probe that are remembered"),
        Key.Of(
            "WatchRegistry", Kinds.Flag, static (HealthSetup o) => o.WatchRegistry, static (o, v) => o.WatchRegistry = v,
            "whether there is a probe for everything in the registry"),
        Key.List<HealthSetup, string>(
            "Critical", Kinds.Text, static (o, v) => o.Critical.UnionWith(v),
            "circuit breakers and operations that the application cannot do without"),
        new MapKey<HealthSetup, NamedSettings<HealthProbeSettings>>(
            "Probes", "probes by name; there must be one in code", NamedSettings.Keys("Probe", Probe), static node => new(node.Key),
            static (setup, probe) => setup.Probes[probe.Name] = probe.Value))
    {
        HasSwitch = false,
    };

    private static KeySet<HealthProbeSettings> Probe => new("Probe",
        new ScalarKey<HealthProbeSettings, bool>(
            "Critical", "whether the application cannot do without it", Kinds.Flag, static (o, v) => o.Critical = v),
        new ScalarKey<HealthProbeSettings, TimeSpan>("Timeout", "the time for a check", Kinds.Time, static (o, v) => o.Timeout = v),
        new ScalarKey<HealthProbeSettings, TimeSpan>("Interval", "from check to check", _interval, static (o, v) => o.Interval = v),
        new ScalarKey<HealthProbeSettings, double>(
            "Jitter", "share by which an interval is shortened or lengthened", Kinds.Number(0, 0.5), static (o, v) => o.Jitter = v),
        new ScalarKey<HealthProbeSettings, int>(
            "FailureThreshold", "checks in a row that make it worse", Kinds.Int(1, 100), static (o, v) => o.FailureThreshold = v),
        new ScalarKey<HealthProbeSettings, int>(
            "SuccessThreshold", "checks in a row that make it better", Kinds.Int(1, 100), static (o, v) => o.SuccessThreshold = v));
}
