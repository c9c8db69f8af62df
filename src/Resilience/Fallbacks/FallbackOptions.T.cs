namespace Resilience;

/// <summary>Options of a fallback for calls with results of one type.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class FallbackOptions<T> : FallbackOptionsBase
{
    /// <summary>
    /// Makes the result that takes the place of the failure; required. It is accepted as it is: no strategy judges it. Its token is
    /// cancelled by the caller and by deadlines outside of the fallback. An exception thrown here becomes the outcome.
    /// </summary>
    public Func<FallbackArguments<T>, CancellationToken, ValueTask<T>>? Action { get; set; }

    /// <summary>
    /// Whether a result is replaced; an error in an untyped pipeline, which judges none. A result that was replaced by another is
    /// disposed of, if it can be. By default no result is replaced.
    /// </summary>
    public Func<T, bool>? HandleResult { get; set; }

    /// <summary>Told before <see cref="Action"/> runs. It is awaited; an exception thrown here is reported and goes no further.</summary>
    public Func<FallbackArguments<T>, ValueTask>? OnFallback { get; set; }
}
