using System.Diagnostics.Metrics;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Resilience.Telemetry;

namespace Resilience.DependencyInjection;

/// <summary>The steps that fill an orchestrator's builder, one after the other. The builder comes with what the container has.</summary>
internal sealed class OrchestratorRecipe<TContext>(
    string name, JsonTypeInfo<TContext> typeInfo, params IReadOnlyList<Action<IServiceProvider, OrchestratorBuilder<TContext>>> steps)
    : OrchestratorRecipe
{
    public OrchestratorRecipe<TContext> With(Action<IServiceProvider, OrchestratorBuilder<TContext>> step) =>
        new(name, typeInfo, [.. steps, step]);

    public override IOrchestrator Build(IServiceProvider provider)
    {
        var builder = new OrchestratorBuilder<TContext>(name, typeInfo)
        {
            LoggerFactory = provider.GetService<ILoggerFactory>(),
            MeterFactory = provider.GetService<IMeterFactory>(),
        };
        builder.TimeProvider = provider.GetService<TimeProvider>() ?? builder.TimeProvider;
        builder.Classifier = provider.GetService<IFailureClassifier>() ?? builder.Classifier;
        foreach (IResilienceListener listener in provider.GetServices<IResilienceListener>())
            builder.Listeners.Add(listener);
        foreach (RunObserver observer in provider.GetServices<RunObserver>())
            builder.AddObserver(observer);
        foreach (Action<IServiceProvider, OrchestratorBuilder<TContext>> step in steps)
            step(provider, builder);
        ResilienceOptions options = provider.GetRequiredService<IOptions<ResilienceOptions>>().Value;
        options.OrchestratorChanges.Make(name, new(), null).Apply(builder);
        return builder.Build();
    }
}
