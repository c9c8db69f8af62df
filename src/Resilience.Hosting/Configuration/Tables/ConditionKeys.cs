using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Model;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys beside those of operations.</summary>
internal static class ConditionKeys
{
    public static IEnumerable<SettingKey<SettingsDraft>> All =>
    [
        Map(
            "Orchestrators", "pipelines of stages by name; there must be one in code", OrchestratorKeys.Set,
            static draft => draft.Condition.Orchestrators),
        Map("FanOuts", "fan-out groups by name; there must be one in code", FanOutKeys.Set, static draft => draft.Condition.FanOuts),
        Map("Failovers", "failover chains by name; there must be one in code", FailoverKeys.Set, static draft => draft.Condition.Failovers),
        Map(
            "LoadBalancers", "load balancers by name; there must be one in code", BalancerKeys.Set,
            static draft => draft.Condition.LoadBalancers),
        new SectionKey<SettingsDraft, DependencyInjection.HealthSetup>(
            "Health", "the health monitor", HealthKeys.Set, static (draft, settings) => draft.Condition.Health = settings),
        new SectionKey<SettingsDraft, DependencyInjection.OperationModeSetup>(
            "OperationMode", "the operation mode", ModeKeys.Set, static (draft, settings) => draft.Condition.OperationMode = settings),
    ];

    private static MapKey<SettingsDraft, PartSettings<T>> Map<T>(
        string name, string help, KeySet<T> keys, Func<SettingsDraft, Dictionary<string, PartSettings<T>>> of)
        where T : class
    {
        var set = new KeySet<PartSettings<T>>(
            keys.Title,
            [.. keys.All.Select(static key => new FacetKey<PartSettings<T>, T>(key, static (settings, change) => settings.Add(change)))])
        {
            HasSwitch = false,
        };
        return new(name, help, set, static node => new(node), (draft, settings) => of(draft).Add(settings.Name, settings));
    }
}
