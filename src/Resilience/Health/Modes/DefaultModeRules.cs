namespace Resilience.Health.Modes;

/// <summary>
/// Unhealthy is high if it is critical and medium if not; degraded is low, but medium if it is critical or an open circuit: then calls are
/// being refused.
/// </summary>
internal sealed class DefaultModeRules : IModeRules
{
    public static DefaultModeRules Instance { get; } = new();

    public ComponentSeverity? Judge(HealthChange change) => change.To switch
    {
        HealthState.Unhealthy => change.IsCritical ? ComponentSeverity.High : ComponentSeverity.Medium,
        HealthState.Degraded when change.IsCritical || change.Code is ErrorCodes.CircuitOpen or ErrorCodes.CircuitIsolated =>
            ComponentSeverity.Medium,
        HealthState.Degraded => ComponentSeverity.Low,
        _ => null,
    };
}
