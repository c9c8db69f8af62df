using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of the operation mode.</summary>
internal static class ModeKeys
{
    private const int Most = 1_000_000;

    public static KeySet<OperationModeSetup> Set { get; } = new("OperationMode",
        Key.Of(
            "RaiseAfter", Kinds.Pause, static (OperationModeSetup o) => o.Mode.RaiseAfter, static (o, v) => o.Mode.RaiseAfter = v,
            "for how long a worse mode must be asked for"),
        Key.Of(
            "LowerAfter", Kinds.Pause, static (OperationModeSetup o) => o.Mode.LowerAfter, static (o, v) => o.Mode.LowerAfter = v,
            "for how long a better mode must be asked for"),
        Key.Of(
            "HistoryLength", Kinds.Int(0, 10_000), static (OperationModeSetup o) => o.Mode.HistoryLength,
            static (o, v) => o.Mode.HistoryLength = v, "changes that are remembered"),
        new ScalarKey<OperationModeSetup, string>(
            "DegradedText", "what users are told in degraded mode", Kinds.Text, static (o, v) => o.Mode.DegradedText = v),
        new ScalarKey<OperationModeSetup, string>(
            "EmergencyText", "what users are told in an emergency", Kinds.Text, static (o, v) => o.Mode.EmergencyText = v),
        Key.Of(
            "WatchHealth", Kinds.Flag, static (OperationModeSetup o) => o.WatchHealth, static (o, v) => o.WatchHealth = v,
            "whether the health monitor marks components"),
        Map("Features", "features by name", "Feature", Feature,
            static (setup, feature) => Add(setup, feature.Value.ToFeature(feature.Name))),
        Map("Bulkheads", "limits of bulkheads of the registry, by mode", "ModeLimit", Limit,
            static (setup, limit) => setup.Bulkheads[limit.Name] = limit.Value.ToLimits()),
        Map("RateLimits", "permits of rate limits of the registry, by mode", "ModeLimit", Limit,
            static (setup, limit) => setup.RateLimits[limit.Name] = limit.Value.ToLimits()))
    {
        HasSwitch = false,
    };

    private static KeySet<ModeDraft> Feature => new("Feature",
        Key.List<ModeDraft, OperationMode>(
            "Modes", Kinds.Name<OperationMode>(), static (o, v) => o.Modes.AddRange(v), "the modes in which it is there"),
        Key.List<ModeDraft, string>("Needs", Kinds.Text, static (o, v) => o.Needs.AddRange(v), "the components that it needs"),
        new ScalarKey<ModeDraft, ComponentSeverity>(
            "Threshold", "the severity from which on they take it away", Kinds.Name<ComponentSeverity>(), static (o, v) => o.Threshold = v),
        new ScalarKey<ModeDraft, string>("LimitedText", "what users are told without it", Kinds.Text, static (o, v) => o.LimitedText = v));

    private static KeySet<ModeDraft> Limit => new("ModeLimit",
        new ScalarKey<ModeDraft, int>("Normal", "when all is well", Kinds.Int(1, Most), static (o, v) => o.Normal = v),
        new ScalarKey<ModeDraft, int>(
            "Degraded", "in degraded mode; by default as when all is well", Kinds.Int(1, Most), static (o, v) => o.Degraded = v),
        new ScalarKey<ModeDraft, int>(
            "Emergency", "in an emergency; by default as in degraded mode", Kinds.Int(1, Most), static (o, v) => o.Emergency = v));

    private static MapKey<OperationModeSetup, NamedSettings<ModeDraft>> Map(
        string name, string help, string title, KeySet<ModeDraft> keys, Action<OperationModeSetup, NamedSettings<ModeDraft>> add) =>
        new(name, help, NamedSettings.Keys(title, keys), static node => new(node.Key), add);

    // Settings win over the code: a feature that the code has, too, is as they say.
    private static void Add(OperationModeSetup setup, OperationFeature feature)
    {
        for (int i = setup.Mode.Features.Count - 1; i >= 0; i--)
        {
            if (setup.Mode.Features[i].Name == feature.Name)
                setup.Mode.Features.RemoveAt(i);
        }

        setup.Mode.Features.Add(feature);
    }
}
