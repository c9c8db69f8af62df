using System.Runtime.CompilerServices;
using Resilience.Registry;

namespace Resilience;

/// <summary>Short ways to the operations of a registry.</summary>
public static partial class ResilienceRegistryExtensions
{
    /// <summary>Returns the operation with a name, and makes it from a preset if there is none.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The name.</param>
    /// <param name="preset">The preset; not looked at if there is an operation with this name.</param>
    /// <param name="overrides">Changes what the preset says. By default nothing is changed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="registry"/> or <paramref name="preset"/> is null.</exception>
    /// <inheritdoc cref="IResilienceRegistry.GetOrAdd" path="/exception"/>
    public static ResilienceOperation GetOrAdd(
        this IResilienceRegistry registry, string name, ResiliencePreset preset, Action<StandardPipelineOptions>? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(preset);
        return registry.TryGet(name, out ResilienceOperation? operation)
            ? operation
            : registry.GetOrAdd(name, _ => new OperationDefinition(preset, overrides));
    }

    /// <summary>Returns the pipeline of the operation with a name, for results of any type; makes the operation if there is none.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="registry"/> is null.</exception>
    /// <inheritdoc cref="IResilienceRegistry.GetOrAdd" path="/exception"/>
    public static ResiliencePipeline GetPipeline(this IResilienceRegistry registry, string name)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.GetOrAdd(name).Pipeline;
    }

    /// <summary>Returns the pipeline of the operation with a name, for results of one type; makes the operation if there is none.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="registry"/> is null.</exception>
    /// <inheritdoc cref="IResilienceRegistry.GetOrAdd" path="/exception"/>
    public static ResiliencePipeline<T> GetPipeline<T>(this IResilienceRegistry registry, string name)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return registry.GetOrAdd(name).PipelineFor<T>();
    }

    /// <summary>Wraps a function so that each call of it goes through the operation with a name.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="call">The function.</param>
    /// <param name="preset">
    /// The preset of the operation if there is none with this name. By default the registry's options say what it is.
    /// </param>
    /// <returns>The function, protected. Make it once and keep it.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="preset"/> is null.</exception>
    /// <inheritdoc cref="IResilienceRegistry.GetOrAdd" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public static Func<TInput, CancellationToken, ValueTask<T>> Protect<TInput, T>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, ValueTask<T>> call,
        ResiliencePreset? preset = null) =>
        ProtectedCall<TInput, T>.Wrap(registry, name, call, null, preset);

    /// <param name="registry">The registry.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="call">The function.</param>
    /// <param name="fallback">
    /// Makes the second-best answer from the input when the call has failed or was refused; not when the caller has cancelled. The call
    /// counts as what it was. It has no other limits than the token.
    /// </param>
    /// <param name="preset">
    /// The preset of the operation if there is none with this name. By default the registry's options say what it is.
    /// </param>
    /// <inheritdoc
    /// cref="Protect{TInput,T}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask{T}},ResiliencePreset)"/>
    [OverloadResolutionPriority(1)]
    public static Func<TInput, CancellationToken, ValueTask<T>> Protect<TInput, T>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, ValueTask<T>> call,
        Func<TInput, T> fallback,
        ResiliencePreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return ProtectedCall<TInput, T>.Wrap(registry, name, call, (input, _) => new(fallback(input)), preset);
    }

    /// <inheritdoc
    /// cref="Protect{TInput,T}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask{T}},Func{TInput,T},ResiliencePreset)"/>
    [OverloadResolutionPriority(1)]
    public static Func<TInput, CancellationToken, ValueTask<T>> Protect<TInput, T>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, ValueTask<T>> call,
        Func<TInput, CancellationToken, ValueTask<T>> fallback,
        ResiliencePreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return ProtectedCall<TInput, T>.Wrap(registry, name, call, fallback, preset);
    }

    /// <inheritdoc
    /// cref="Protect{TInput,T}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask{T}},ResiliencePreset)"/>
    public static Func<TInput, CancellationToken, ValueTask<T>> Protect<TInput, T>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, Task<T>> call,
        ResiliencePreset? preset = null) =>
        ProtectedCall<TInput, T>.Wrap(registry, name, ProtectedCall<TInput, T>.Awaiting(call), null, preset);

    /// <inheritdoc
    /// cref="Protect{TInput,T}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask{T}},Func{TInput,T},ResiliencePreset)"/>
    public static Func<TInput, CancellationToken, ValueTask<T>> Protect<TInput, T>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, Task<T>> call,
        Func<TInput, T> fallback,
        ResiliencePreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return ProtectedCall<TInput, T>.Wrap(
            registry, name, ProtectedCall<TInput, T>.Awaiting(call), (input, _) => new(fallback(input)), preset);
    }

    /// <inheritdoc
    /// cref="Protect{TInput,T}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask{T}},Func{TInput,T},ResiliencePreset)"/>
    public static Func<TInput, CancellationToken, ValueTask<T>> Protect<TInput, T>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, Task<T>> call,
        Func<TInput, CancellationToken, Task<T>> fallback,
        ResiliencePreset? preset = null) =>
        ProtectedCall<TInput, T>.Wrap(
            registry, name, ProtectedCall<TInput, T>.Awaiting(call), ProtectedCall<TInput, T>.Awaiting(fallback), preset);
}
