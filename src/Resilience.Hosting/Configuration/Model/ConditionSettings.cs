using Resilience.DependencyInjection;

namespace Resilience.Hosting.Configuration.Model;

/// <summary>What settings say beside operations: stages, health, operation mode, and dependencies that are asked together.</summary>
internal sealed class ConditionSettings
{
    public Dictionary<string, PartSettings<OrchestratorSettings>> Orchestrators { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, PartSettings<FanOutOptions>> FanOuts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, PartSettings<FailoverOptions>> Failovers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, PartSettings<LoadBalancerOptions>> LoadBalancers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public PartSettings<HealthSetup>? Health { get; set; }

    public PartSettings<OperationModeSetup>? OperationMode { get; set; }

    /// <summary>
    /// What is only read when an application starts: the path of each part, and what is the same as long as it says the same.
    /// </summary>
    public IReadOnlyDictionary<string, string> Fixed()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (PartSettings<OrchestratorSettings> part in Orchestrators.Values)
            parts[part.Path] = part.Fingerprint;
        foreach (PartSettings<FailoverOptions> part in Failovers.Values)
            parts[part.Path] = part.Fingerprint;
        foreach (PartSettings<LoadBalancerOptions> part in LoadBalancers.Values)
            parts[part.Path] = part.Fingerprint;
        if (Health is { } health)
            parts[health.Path] = health.Fingerprint;
        if (OperationMode is { } mode)
            parts[mode.Path] = mode.Fingerprint;
        return parts;
    }
}
