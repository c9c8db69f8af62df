using Resilience.Registry;

namespace Resilience;

public sealed partial class ResilienceRegistry
{
    /// <summary>
    /// Disposes of everything that the registry owns, and makes nothing any more. Pipelines and components that callers hold go on, but for
    /// what is disposed of: calls that use it end as its own disposal says. The second time nothing happens.
    /// </summary>
    /// <exception cref="AggregateException">Something threw on disposal, after all were disposed of.</exception>
    public void Dispose()
    {
        IReadOnlyList<object> owned = Close();
        _notices.Drain();
        Disposal.Of(owned);
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        IReadOnlyList<object> owned = Close();
        _notices.Drain();
        await Disposal.OfAsync(owned).ConfigureAwait(false);
    }

    private List<object> Close()
    {
        IReadOnlyList<ResilienceOperation> operations;
        var owned = new List<object>();
        lock (_gate)
        {
            operations = _operations.Close_NeedsLock();
            foreach (ResilienceOperation operation in operations)
                operation.Remove_NeedsLock();
            owned.AddRange(_families.Close_NeedsLock());
            owned.AddRange(_breakers.Close_NeedsLock());
            owned.AddRange(_bulkheads.Close_NeedsLock());
            owned.AddRange(_rateLimits.Close_NeedsLock());
        }

        owned.AddRange(operations.SelectMany(static operation => operation.TakeOwned()));
        return owned;
    }
}
