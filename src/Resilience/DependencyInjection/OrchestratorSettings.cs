namespace Resilience.DependencyInjection;

/// <summary>What is said of a pipeline of stages beside its code.</summary>
public sealed class OrchestratorSettings
{
    private readonly List<Action<BackpressureOptions>> _backpressure = [];

    /// <summary>What is said of stages, by their names. A name that no stage has is an error when the pipeline is built.</summary>
    public IDictionary<string, StageSettings> Stages { get; } = new Dictionary<string, StageSettings>(StringComparer.Ordinal);

    /// <summary>Changes what happens while a stage's circuit is open.</summary>
    /// <param name="change">Changes the options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public void ConfigureBackpressure(Action<BackpressureOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _backpressure.Add(change);
    }

    internal void Apply<TContext>(OrchestratorBuilder<TContext> builder)
    {
        _backpressure.ForEach(change => change(builder.Backpressure));
        foreach ((string name, StageSettings settings) in Stages)
            builder.ConfigureStage(name, settings.Apply);
    }
}
