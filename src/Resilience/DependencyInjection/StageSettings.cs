namespace Resilience.DependencyInjection;

/// <summary>What is said of a stage beside its code, by its name. What is null stays as the code says.</summary>
public sealed class StageSettings
{
    private readonly List<Func<CircuitBreakerOptions?, CircuitBreakerOptions?>> _circuitBreaker = [];

    /// <summary>See <see cref="StageOptions{TContext}.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>See <see cref="StageOptions{TContext}.MaxMitigations"/>.</summary>
    public int? MaxMitigations { get; set; }

    /// <summary>See <see cref="StageOptions{TContext}.Modes"/>.</summary>
    public IReadOnlyCollection<OperationMode>? Modes { get; set; }

    /// <summary>See <see cref="StageOptions{TContext}.OutsideModes"/>.</summary>
    public StageModeAction? OutsideModes { get; set; }

    /// <summary>Changes the circuit breaker of the stage, after what changed it before.</summary>
    /// <param name="change">Is given its options, or null if it has none; returns those that it is to have, or null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public void ConfigureCircuitBreaker(Func<CircuitBreakerOptions?, CircuitBreakerOptions?> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _circuitBreaker.Add(change);
    }

    internal void Apply<TContext>(StageOptions<TContext> options)
    {
        options.Timeout = Timeout ?? options.Timeout;
        options.MaxMitigations = MaxMitigations ?? options.MaxMitigations;
        options.Modes = Modes ?? options.Modes;
        options.OutsideModes = OutsideModes ?? options.OutsideModes;
        foreach (Func<CircuitBreakerOptions?, CircuitBreakerOptions?> change in _circuitBreaker)
            options.CircuitBreaker = change(options.CircuitBreaker);
    }
}
