using Microsoft.Extensions.DependencyInjection;

namespace Resilience.DependencyInjection;

/// <summary>
/// Everything that is registered under a name: what the extensions of <see cref="IResilienceBuilder"/> fill, and what others may fill
/// too, as an <c>IConfigureOptions&lt;ResilienceOptions&gt;</c>, from a file for instance. Read when the first part is asked for.
/// </summary>
public sealed class ResilienceOptions
{
    /// <summary>The definitions of operations.</summary>
    public NamedParts<OperationDefinition> Operations { get; } = new("pipeline", "ConfigurePipeline");

    /// <summary>The options of circuit breakers that operations share.</summary>
    public NamedParts<CircuitBreakerOptions> CircuitBreakers { get; } = new("circuit breaker", "ConfigureCircuitBreaker");

    /// <summary>The options of bulkheads that operations share.</summary>
    public NamedParts<BulkheadOptions> Bulkheads { get; } = new("bulkhead", "ConfigureBulkhead");

    /// <summary>The options of rate limits that operations share.</summary>
    public NamedParts<RateLimitOptions> RateLimits { get; } = new("rate limit", "ConfigureRateLimit");

    /// <summary>Keyed families.</summary>
    public NamedParts<KeyedFamily> Families { get; } = new("family", null);

    /// <summary>Presets besides those that come with the library. Upper and lower case do not matter in their names.</summary>
    public NamedParts<ResiliencePreset> Presets { get; } = new("preset", null, StringComparer.OrdinalIgnoreCase);

    internal NamedParts<OrchestratorRecipe> Orchestrators { get; } = new("orchestrator", "ConfigureOrchestrator");

    /// <summary>What is done with the operations at start besides making them: pipelines for results of one type are built.</summary>
    /// <summary>What is said of pipelines of stages by name.</summary>
    public NamedChanges<OrchestratorSettings> OrchestratorChanges { get; } = new();

    /// <summary>What is said of fan-out groups by name.</summary>
    public NamedChanges<FanOutOptions> FanOuts { get; } = new();

    /// <summary>What is said of failover chains by name.</summary>
    public NamedChanges<FailoverOptions> Failovers { get; } = new();

    /// <summary>What is said of load balancers by name.</summary>
    public NamedChanges<LoadBalancerOptions> LoadBalancers { get; } = new();

    internal List<(string Name, Action<ResilienceOperation> Check)> Checks { get; } = [];

    /// <summary>What else is made when an application starts, so that what is wrong with it is found then.</summary>
    internal List<(string Kind, string Name, Func<IServiceProvider, object> Make)> Making { get; } = [];

    /// <summary>Finds a preset: one that was added, or one that comes with the library.</summary>
    /// <param name="name">Its name; upper and lower case do not matter.</param>
    /// <param name="provider">The container, for what makes the preset.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">There is none; the message lists those that there are.</exception>
    public ResiliencePreset GetPreset(string name, IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(provider);
        if (Presets.Contains(name))
            return Presets.Create(name, provider);
        return ResiliencePreset.Find(name)
            ?? throw Unknown.Of("preset", name, Presets.Names.Concat(ResiliencePreset.All.Select(static preset => preset.Name)));
    }

    internal IEnumerable<string> Errors() =>
    [
        .. Operations.Errors,
        .. CircuitBreakers.Errors,
        .. Bulkheads.Errors,
        .. RateLimits.Errors,
        .. Families.Errors,
        .. Presets.Errors,
        .. Presets.Names.Where(static name => ResiliencePreset.Find(name) is not null)
            .Select(static name => $"preset '{name}': the library comes with a preset of this name; choose another."),
        .. Orchestrators.Errors,
        .. Making.Where(static made => made.Name.Length > 0).GroupBy(static made => (made.Kind, made.Name))
            .Where(static same => same.Count() > 1)
            .Select(static same => $"{same.Key.Kind} '{same.Key.Name}': it is added more than once; give each its own name."),
    ];
}
