using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Resilience;
using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

// Pipelines of stages.
public static partial class ResilienceBuilderExtensions
{
    /// <summary>
    /// Adds a pipeline of stages: asked for by the type of its contexts if no other one has it, by its name as key, and among all
    /// <see cref="IOrchestrator"/>.
    /// </summary>
    /// <typeparam name="TContext">The type of the context that travels through the stages.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the pipeline: 1 to 512 characters.</param>
    /// <param name="typeInfo">What source generation knows of the context, such as <c>PlanJson.Default.PlanContext</c>.</param>
    /// <param name="build">
    /// Adds stages, risks and checkpoints; is given the container, whose logs, clock, meters, classifier, listeners and run observers
    /// the builder has.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddOrchestrator<TContext>(
        this IResilienceBuilder builder,
        string name,
        JsonTypeInfo<TContext> typeInfo,
        Action<IServiceProvider, OrchestratorBuilder<TContext>> build)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(typeInfo);
        ArgumentNullException.ThrowIfNull(build);
        var recipe = new OrchestratorRecipe<TContext>(name, typeInfo, build);
        builder.Configure(parts =>
        {
            parts.Orchestrators.Add(name, _ => recipe, $"stages of {typeof(TContext).Name}");
            parts.OrchestratorChanges.Register(name);
        });
        IServiceCollection services = builder.Services;
        services.AddSingleton(new OrchestratorName<TContext>(name));
        services.AddSingleton(provider => Orchestrators(provider).Get(name));
        services.TryAddSingleton(static provider => Orchestrators(provider).Only<TContext>());
        services.TryAddKeyedSingleton(KeyedService.AnyKey, static (provider, key) => Orchestrators(provider).Get<TContext>(key));
        return builder;
    }

    /// <inheritdoc cref="AddOrchestrator{TContext}(IResilienceBuilder, string, JsonTypeInfo{TContext},
    /// Action{IServiceProvider, OrchestratorBuilder{TContext}})"/>
    public static IResilienceBuilder AddOrchestrator<TContext>(
        this IResilienceBuilder builder, string name, JsonTypeInfo<TContext> typeInfo, Action<OrchestratorBuilder<TContext>> build)
    {
        ArgumentNullException.ThrowIfNull(build);
        return builder.AddOrchestrator(name, typeInfo, (_, stages) => build(stages));
    }

    /// <summary>Adds to a pipeline of stages that was added, or changes what was said of it.</summary>
    /// <typeparam name="TContext">The type of its contexts. That it has another is reported when the application starts.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the pipeline.</param>
    /// <param name="configure">Goes on with the builder where others left it; is given the container.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    public static IResilienceBuilder ConfigureOrchestrator<TContext>(
        this IResilienceBuilder builder, string name, Action<IServiceProvider, OrchestratorBuilder<TContext>> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(parts => parts.Orchestrators.Configure(name, (_, recipe) =>
            (recipe as OrchestratorRecipe<TContext>)?.With(configure) ?? throw new InvalidOperationException(
                $"orchestrator '{name}' is configured for contexts of type {typeof(TContext).Name}, but has others.")));
    }

    private static RegisteredOrchestrators Orchestrators(IServiceProvider provider) =>
        provider.GetRequiredService<RegisteredOrchestrators>();
}
