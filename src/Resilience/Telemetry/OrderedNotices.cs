namespace Resilience.Telemetry;

/// <summary>
/// Tells handlers what happened to a component, in the order in which it happened, one notice at a time and never under the component's
/// lock: the component enqueues under its lock, and drains after it has left it.
/// </summary>
/// <remarks>
/// Whoever drains while somebody else does leaves his notice to him; so a handler may steer the component without being entered again.
/// Handlers that complete synchronously run on the draining thread; one that takes time is awaited on the pool, never by a call.
/// </remarks>
/// <param name="onFault">Is told what a handler threw.</param>
internal sealed class OrderedNotices<T>(Action<Exception> onFault)
{
    // A handler that hangs must not make its component grow.
    private const int MostWaiting = 1_000;

    private readonly Lock _gate = new();
    private readonly Queue<T> _waiting = new();
    private Func<T, ValueTask>[] _handlers = [];
    private bool _isDraining;

    /// <summary>How many notices were dropped because handlers were too slow.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether anybody wants to be told.</summary>
    public bool HasHandlers => Volatile.Read(ref _handlers).Length > 0;

    /// <summary>Adds a handler. Each notice goes to all of them, in the order in which they were added.</summary>
    public void Add(Func<T, ValueTask> handler)
    {
        lock (_gate)
            _handlers = [.. _handlers, handler];
    }

    /// <summary>Adds a handler until what is returned is disposed of.</summary>
    public IDisposable Subscribe(Action<T> handler)
    {
        Func<T, ValueTask> added = notice =>
        {
            handler(notice);
            return default;
        };
        Add(added);
        return new Subscription(this, added);
    }

    /// <summary>Puts a notice behind those that wait; may be called under the component's lock.</summary>
    public void Enqueue(T notice)
    {
        lock (_gate)
        {
            if (_handlers.Length == 0)
                return;
            if (_waiting.Count == MostWaiting)
            {
                _waiting.Dequeue();
                Dropped++;
            }

            _waiting.Enqueue(notice);
        }
    }

    /// <summary>Tells the handlers what waits, unless somebody else is doing it. Not to be called under a lock.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            if (_isDraining || _waiting.Count == 0)
                return;
            _isDraining = true;
        }

        _ = DrainAsync();
    }

    /// <summary>Forgets what waits and all handlers: nothing more is told than what is being told now.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _waiting.Clear();
            _handlers = [];
        }
    }

    private async Task DrainAsync()
    {
        while (TryTake(out T notice, out Func<T, ValueTask>[] handlers))
        {
            foreach (Func<T, ValueTask> handler in handlers)
            {
                try
                {
                    await handler(notice).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    Report(exception);
                }
            }
        }
    }

    private bool TryTake(out T notice, out Func<T, ValueTask>[] handlers)
    {
        lock (_gate)
        {
            handlers = _handlers;
            _isDraining = _waiting.TryDequeue(out notice!);
            return _isDraining;
        }
    }

    private void Report(Exception exception)
    {
        try
        {
            onFault(exception);
        }
        catch (Exception)
        {
            // Whoever is told of faults has one himself: there is nobody left to tell.
        }
    }

    private void Remove(Func<T, ValueTask> handler)
    {
        lock (_gate)
            _handlers = [.. _handlers.Where(known => known != handler)];
    }

    private sealed class Subscription(OrderedNotices<T> notices, Func<T, ValueTask> handler) : IDisposable
    {
        public void Dispose() => notices.Remove(handler);
    }
}
