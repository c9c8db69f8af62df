namespace Resilience.DependencyInjection;

/// <summary>What is registered for the operation mode of a container.</summary>
public sealed class OperationModeSetup
{
    /// <summary>The options of the operation mode; what the container has (clock, log) is in it.</summary>
    public OperationModeOptions Mode { get; } = new();

    /// <summary>Whether components are marked by the container's health monitor, if there is one. Default: true.</summary>
    public bool WatchHealth { get; set; } = true;

    /// <summary>The limits of bulkheads of the registry by mode: normal, degraded, emergency. None by default.</summary>
    public IDictionary<string, ModeLimits> Bulkheads { get; } = new Dictionary<string, ModeLimits>(StringComparer.Ordinal);

    /// <summary>The permits of rate limits of the registry by mode: normal, degraded, emergency. None by default.</summary>
    public IDictionary<string, ModeLimits> RateLimits { get; } = new Dictionary<string, ModeLimits>(StringComparer.Ordinal);

    internal List<Action<IServiceProvider, OperationModeControl>> Attached { get; } = [];
}
