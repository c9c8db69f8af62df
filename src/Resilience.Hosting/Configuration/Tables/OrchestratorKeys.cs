using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of pipelines of stages.</summary>
internal static class OrchestratorKeys
{
    public static KeySet<OrchestratorSettings> Set { get; } = new("Orchestrator",
        new FacetKey<OrchestratorSettings, Holder<BackpressureOptions>>(
            Key.Part(
                "Backpressure", Backpressure, static (Holder<BackpressureOptions> o) => o.Value, static (o, v) => o.Value = v,
                "what happens while a stage's circuit is open"),
            static (settings, change) => settings.ConfigureBackpressure(options => change(new() { Value = options }))),
        new MapKey<OrchestratorSettings, NamedSettings<StageSettings>>(
            "Stages", "stages by name; there must be one in code", NamedSettings.Keys("Stage", Stage), static node => new(node.Key),
            static (settings, stage) => settings.Stages[stage.Name] = stage.Value))
    {
        HasSwitch = false,
    };

    private static KeySet<BackpressureOptions> Backpressure => new("Backpressure",
        Key.Of(
            "Mode", Kinds.Name<Backpressure>(), static (BackpressureOptions o) => o.Mode, static (o, v) => o.Mode = v, "what happens"),
        Key.Of(
            "MaxWait", Kinds.Time, static (BackpressureOptions o) => o.MaxWait, static (o, v) => o.MaxWait = v, "how long a run waits"),
        Key.Of(
            "Lookahead", Kinds.Int(1), static (BackpressureOptions o) => o.Lookahead, static (o, v) => o.Lookahead = v,
            "how many stages ahead are looked at"));

    private static KeySet<StageSettings> Stage => new("Stage",
        new ScalarKey<StageSettings, TimeSpan>("Timeout", "the time for one execution", Kinds.Time, static (o, v) => o.Timeout = v),
        new ScalarKey<StageSettings, int>(
            "MaxMitigations", "mitigations in a visit of the stage", Kinds.Int(0, 100), static (o, v) => o.MaxMitigations = v),
        Key.List<StageSettings, OperationMode>(
            "Modes", Kinds.Name<OperationMode>(), static (o, v) => o.Modes = v, "the operation modes in which it runs"),
        new ScalarKey<StageSettings, StageModeAction>(
            "OutsideModes", "what becomes of it in others", Kinds.Name<StageModeAction>(), static (o, v) => o.OutsideModes = v),
        new FacetKey<StageSettings, Holder<CircuitBreakerOptions>>(
            Key.Part(
                "CircuitBreaker", CircuitBreakerKeys.Set, static (Holder<CircuitBreakerOptions> o) => o.Value,
                static (o, v) => o.Value = v, "the circuit breaker of the stage"),
            static (settings, change) => settings.ConfigureCircuitBreaker(options => Changed(options, change))));

    private static CircuitBreakerOptions? Changed(CircuitBreakerOptions? options, Action<Holder<CircuitBreakerOptions>> change)
    {
        var holder = new Holder<CircuitBreakerOptions> { Value = options };
        change(holder);
        return holder.Value;
    }
}
