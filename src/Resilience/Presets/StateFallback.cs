namespace Resilience.Presets;

/// <summary>Fallbacks that look at the input of the call and at nothing else.</summary>
internal static class StateFallback
{
    public static FallbackOptions<T> Of<TState, T>(Func<TState, CancellationToken, ValueTask<T>> fallback) => new()
    {
        Action = (arguments, token) =>
        {
            if (arguments.TryGetState(out TState? state))
                return fallback(state!, token);
            arguments.Outcome.ThrowIfNotSuccess();
            return new(arguments.Outcome.Result);
        },
    };
}
