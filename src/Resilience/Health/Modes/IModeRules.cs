namespace Resilience;

/// <summary>Decides how much an application suffers from what its health monitor finds.</summary>
public interface IModeRules
{
    /// <summary>Judges a probe whose state has changed. Called under no lock, one change at a time.</summary>
    /// <param name="change">The change; its <see cref="HealthChange.Probe"/> is not null.</param>
    /// <returns>How much the application suffers; null if it does not.</returns>
    ComponentSeverity? Judge(HealthChange change);
}
