namespace Resilience.Pipelines;

/// <summary>Disposes of results that nobody will receive. A disposal that fails harms nobody: the result is gone in any case.</summary>
internal static class Discarding
{
    /// <summary>Disposes of an outcome's result, if it has one that can be.</summary>
    public static ValueTask DisposeAsync<T>(in Outcome<T> outcome) =>
        outcome.IsSuccess && outcome.ResultOrDefault is IDisposable or IAsyncDisposable
            ? DisposeAsync((object)outcome.ResultOrDefault!)
            : default;

    /// <summary>The same, without waiting for it on this thread, not even if the disposal blocks.</summary>
    public static void DisposeElsewhere<T>(in Outcome<T> outcome)
    {
        if (outcome.IsSuccess && outcome.ResultOrDefault is IDisposable or IAsyncDisposable)
        {
            ThreadPool.QueueUserWorkItem(
                static result => _ = DisposeAsync(result).AsTask(), (object)outcome.ResultOrDefault!, preferLocal: false);
        }
    }

    /// <summary>Whether two outcomes hold the same result object.</summary>
    public static bool IsSame<T>(in Outcome<T> first, in Outcome<T> second) =>
        !typeof(T).IsValueType && first.IsSuccess && second.IsSuccess && ReferenceEquals(first.ResultOrDefault, second.ResultOrDefault);

    private static async ValueTask DisposeAsync(object result)
    {
        try
        {
            if (result is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            else
                ((IDisposable)result).Dispose();
        }
        catch (Exception)
        {
            // Nobody asked for this result, so nobody can do anything about its disposal.
        }
    }
}
