namespace Resilience.DependencyInjection;

/// <summary>What is registered for the health monitor of a container.</summary>
public sealed class HealthSetup
{
    /// <summary>The options of the monitor; what the container has (clock, log) is in it.</summary>
    public HealthMonitorOptions Monitor { get; } = new();

    /// <summary>Whether the host has the probes asked. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether there is a probe for everything that the registry holds. Default: true.</summary>
    public bool WatchRegistry { get; set; } = true;

    /// <summary>The circuit breakers and operations of the registry that the application cannot do without. None by default.</summary>
    public ISet<string> Critical { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What is said of probes beside their code, by their names. A name that no probe has is an error at start.</summary>
    public IDictionary<string, HealthProbeSettings> Probes { get; } = new Dictionary<string, HealthProbeSettings>(StringComparer.Ordinal);

    internal List<Func<IServiceProvider, IEnumerable<HealthProbe>>> Factories { get; } = [];
}
