using System.Runtime.CompilerServices;
using Resilience.Registry;

namespace Resilience;

// Functions without a result.
public static partial class ResilienceRegistryExtensions
{
    /// <summary>Makes a function without a result whose calls go through an operation.</summary>
    /// <typeparam name="TInput">The type of the input.</typeparam>
    /// <param name="registry">The registry.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="call">The function.</param>
    /// <param name="preset">
    /// The preset of the operation if there is none with this name. By default the registry's options say what it is.
    /// </param>
    /// <returns>The function, protected. It throws what the call throws, and rejections.</returns>
    /// <exception cref="ArgumentNullException">An argument other than <paramref name="preset"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public static Func<TInput, CancellationToken, ValueTask> Protect<TInput>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, ValueTask> call,
        ResiliencePreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        return WithoutResult(ProtectedCall<TInput, Unit>.Wrap(registry, name, WithUnit(call), null, preset));
    }

    /// <param name="registry">The registry.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="call">The function.</param>
    /// <param name="fallback">
    /// Done instead when the call has failed or was refused; not when the caller has cancelled. The call counts as what it was.
    /// </param>
    /// <param name="preset">
    /// The preset of the operation if there is none with this name. By default the registry's options say what it is.
    /// </param>
    /// <inheritdoc cref="Protect{TInput}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask},ResiliencePreset)"/>
    [OverloadResolutionPriority(1)]
    public static Func<TInput, CancellationToken, ValueTask> Protect<TInput>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, ValueTask> call,
        Func<TInput, CancellationToken, ValueTask> fallback,
        ResiliencePreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(fallback);
        return WithoutResult(ProtectedCall<TInput, Unit>.Wrap(registry, name, WithUnit(call), WithUnit(fallback), preset));
    }

    /// <inheritdoc cref="Protect{TInput}(IResilienceRegistry,string,Func{TInput,CancellationToken,ValueTask},ResiliencePreset)"/>
    public static Func<TInput, CancellationToken, ValueTask> Protect<TInput>(
        this IResilienceRegistry registry,
        string name,
        Func<TInput, CancellationToken, Task> call,
        ResiliencePreset? preset = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        return registry.Protect<TInput>(name, (input, token) => new ValueTask(call(input, token)), preset);
    }

    private static Func<TInput, CancellationToken, ValueTask<Unit>> WithUnit<TInput>(Func<TInput, CancellationToken, ValueTask> call) =>
        async (input, token) =>
        {
            await call(input, token).ConfigureAwait(false);
            return default;
        };

    private static Func<TInput, CancellationToken, ValueTask> WithoutResult<TInput>(
        Func<TInput, CancellationToken, ValueTask<Unit>> call) =>
        async (input, token) => await call(input, token).ConfigureAwait(false);
}
