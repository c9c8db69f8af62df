using Resilience.Presets;

namespace Resilience;

public sealed partial class StandardPipelineOptions
{
    /// <summary>Adds a fallback that is given the input of the call, which is its state.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="fallback">
    /// Makes the second-best answer. Calls with results of another type, or made with a state of another type, fail as they would have.
    /// </param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fallback"/> is null.</exception>
    public StandardPipelineOptions AddFallback<TState, T>(Func<TState, T> fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return AddFallback(StateFallback.Of<TState, T>((state, _) => new(fallback(state))));
    }

    /// <inheritdoc cref="AddFallback{TState, T}(Func{TState, T})"/>
    public StandardPipelineOptions AddFallback<TState, T>(Func<TState, CancellationToken, ValueTask<T>> fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        return AddFallback(StateFallback.Of(fallback));
    }
}
