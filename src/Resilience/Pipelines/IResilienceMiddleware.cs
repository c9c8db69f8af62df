namespace Resilience.Pipelines;

/// <summary>
/// Wraps everything that is added to a pipeline after it: the stable way to extend pipelines. It costs a few allocations per call, where
/// a strategy costs none.
/// </summary>
public interface IResilienceMiddleware
{
    /// <summary>Runs the wrapped part, once, several times, or not at all.</summary>
    /// <typeparam name="T">The type of the call's result.</typeparam>
    /// <param name="inner">The wrapped part.</param>
    /// <param name="cancellationToken">The token to hand on: it is cancelled by the caller and by deadlines set outside.</param>
    /// <returns>The outcome that the strategies outside see. An exception thrown here becomes a failure.</returns>
    ValueTask<Outcome<T>> InvokeAsync<T>(ResilienceNext<T> inner, CancellationToken cancellationToken);
}
