namespace Resilience.Registry;

/// <summary>Disposes of what can be disposed of. One that throws keeps none of the others.</summary>
internal static class Disposal
{
    /// <exception cref="AggregateException">What was thrown, after all are disposed of.</exception>
    public static void Of(IEnumerable<object> components)
    {
        List<Exception>? faults = null;
        foreach (object component in components)
        {
            try
            {
                if (component is IDisposable disposable)
                    disposable.Dispose();
                else if (component is IAsyncDisposable asynchronous)
                    asynchronous.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
            catch (Exception exception)
            {
                (faults ??= []).Add(exception);
            }
        }

        if (faults is not null)
            throw new AggregateException(faults);
    }

    /// <summary>The same where nobody can be told.</summary>
    public static void OfQuietly(object component)
    {
        try
        {
            Of([component]);
        }
        catch (AggregateException)
        {
            // Whoever looked up another key is not to blame.
        }
    }

    /// <inheritdoc cref="Of"/>
    public static async ValueTask OfAsync(IEnumerable<object> components)
    {
        List<Exception>? faults = null;
        foreach (object component in components)
        {
            try
            {
                if (component is IAsyncDisposable asynchronous)
                    await asynchronous.DisposeAsync().ConfigureAwait(false);
                else
                    (component as IDisposable)?.Dispose();
            }
            catch (Exception exception)
            {
                (faults ??= []).Add(exception);
            }
        }

        if (faults is not null)
            throw new AggregateException(faults);
    }
}
