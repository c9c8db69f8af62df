using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Resilience;
using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers operations, components, families, presets and orchestrators by name.</summary>
/// <remarks>
/// A name is added once: that it is added again is reported when the application starts, as is everything else that is wrong. What was
/// added is changed with the methods that begin with <c>Configure</c>, in the order in which they are called.
/// </remarks>
public static partial class ResilienceBuilderExtensions
{
    /// <summary>Adds an operation. A preset is a definition as it is.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="definition">How it is protected: a preset, or any other definition.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="definition"/> is null.</exception>
    public static IResilienceBuilder AddPipeline(this IResilienceBuilder builder, string name, OperationDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return AddPipeline(builder, name, _ => definition, definition.ToString());
    }

    /// <summary>Adds an operation that is protected as a preset says, with changes.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="configure">Changes what the preset says.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddPipeline(
        this IResilienceBuilder builder, string name, ResiliencePreset preset, Action<StandardPipelineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddPipeline(builder, name, new OperationDefinition(preset, configure));
    }

    /// <summary>Adds an operation that is protected as a preset says, with what the container has: a breaker that others share.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="configure">Changes what the preset says; is given the container.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddPipeline(
        this IResilienceBuilder builder, string name, ResiliencePreset preset, Action<IServiceProvider, StandardPipelineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(configure);
        return AddPipeline(
            builder,
            name,
            provider => new OperationDefinition(preset, options => configure(provider, options)),
            $"{preset} with overrides");
    }

    /// <summary>Adds an operation that is protected as a preset says which is known by its name.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="preset">
    /// The name of the preset, one that is added or that comes with the library; upper and lower case do not matter. That there is none is
    /// reported when the application starts. <see cref="ConfigurePipeline(IResilienceBuilder, string, Action{StandardPipelineOptions})"/>
    /// changes what it says.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> or <paramref name="preset"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddPipeline(this IResilienceBuilder builder, string name, string preset)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(preset);
        return AddPipeline(builder, name, provider => Options(provider).GetPreset(preset, provider), preset);
    }

    /// <summary>Adds an operation that is protected by any strategies in any order.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="build">Adds the strategies.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="build"/> is null.</exception>
    public static IResilienceBuilder AddPipeline(
        this IResilienceBuilder builder, string name, Action<ResiliencePipelineBuilder> build) =>
        AddPipeline(builder, name, OperationDefinition.FromBuilder(build));

    /// <summary>Adds an operation whose definition is made from what the container has.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="define">Makes the definition; is given the container.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="define"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public static IResilienceBuilder AddPipeline(
        this IResilienceBuilder builder, string name, Func<IServiceProvider, OperationDefinition> define) =>
        AddPipeline(builder, name, define, "a factory");

    /// <summary>Adds an operation whose pipeline for results of one type can be asked for by key, beside that for any results.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipelines.</param>
    /// <param name="definition">How it is protected: a preset, or any other definition.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="definition"/> is null.</exception>
    public static IResilienceBuilder AddPipeline<T>(this IResilienceBuilder builder, string name, OperationDefinition definition) =>
        AddPipeline(builder, name, definition).Typed<T>(name);

    /// <summary>
    /// Adds an operation that is protected as a preset says, and for results of one type as you say: how they are judged, a fallback.
    /// </summary>
    /// <typeparam name="T">The type of the results; its <see cref="ResiliencePipeline{T}"/> can be asked for by key.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipelines.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="configure">
    /// Changes what the preset says for results of this type; see <see cref="OperationDefinition.For{T}"/>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">Another argument is null.</exception>
    public static IResilienceBuilder AddPipeline<T>(
        this IResilienceBuilder builder, string name, ResiliencePreset preset, Action<StandardPipelineOptions<T>> configure) =>
        builder.AddPipeline<T>(name, new OperationDefinition(preset).For(configure));

    /// <summary>Adds an operation with results of one type that is protected by any strategies in any order.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation; the key of its pipeline.</param>
    /// <param name="build">Adds the strategies.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="build"/> is null.</exception>
    public static IResilienceBuilder AddPipeline<T>(
        this IResilienceBuilder builder, string name, Action<ResiliencePipelineBuilder<T>> build) =>
        builder.AddPipeline<T>(name, OperationDefinition.FromBuilder(build));

    /// <summary>
    /// Has the pipelines of all operations for results of a type resolved by key, also of those that have nothing of their own for it.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddResultType<T>(this IResilienceBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddKeyedTransient(
            KeyedService.AnyKey, static (provider, key) => provider.GetRequiredService<RegisteredParts>().Operation(key).PipelineFor<T>());
        return builder;
    }

    private static IResilienceBuilder AddPipeline(
        IResilienceBuilder builder, string name, Func<IServiceProvider, OperationDefinition> define, string description)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(define);
        return builder.Configure(parts => parts.Operations.Add(name, define, description));
    }

    private static IResilienceBuilder Typed<T>(this IResilienceBuilder builder, string name) => builder.AddResultType<T>()
        .Configure(parts => parts.Checks.Add((name, static operation => _ = operation.PipelineFor<T>())));
}
