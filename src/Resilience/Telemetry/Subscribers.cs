namespace Resilience.Telemetry;

/// <summary>
/// Those who want to be told what happens to a component: each has a queue of its own and is told on the thread pool, in order, one thing
/// at a time. One that throws, hangs or steers the component disturbs neither the others nor the component.
/// </summary>
/// <param name="onFault">Is told what one of them threw.</param>
internal sealed class Subscribers<T>(Action<Exception> onFault)
{
    private readonly Lock _gate = new();
    private OrderedNotices<T>[] _queues = [];

    public IDisposable Add(Func<T, ValueTask> handler)
    {
        var queue = new OrderedNotices<T>(onFault);
        queue.Add(handler);
        lock (_gate)
            _queues = [.. _queues, queue];
        return new Subscription(this, queue);
    }

    public IDisposable Add(Action<T> handler) => Add(notice =>
    {
        handler(notice);
        return default;
    });

    /// <summary>Puts something behind what is still to be told; may be called under the component's lock, which makes the order.</summary>
    public void Enqueue(T notice)
    {
        foreach (OrderedNotices<T> queue in Volatile.Read(ref _queues))
            queue.Enqueue(notice);
    }

    /// <summary>Has everybody told what waits.</summary>
    public void Tell()
    {
        foreach (OrderedNotices<T> queue in Volatile.Read(ref _queues))
            ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.Drain(), queue, preferLocal: false);
    }

    private sealed class Subscription(Subscribers<T> subscribers, OrderedNotices<T> queue) : IDisposable
    {
        private volatile bool _isOver;

        public void Dispose()
        {
            if (_isOver)
                return;
            _isOver = true;
            lock (subscribers._gate)
                subscribers._queues = [.. subscribers._queues.Where(known => known != queue)];
            queue.Clear();
        }
    }
}
