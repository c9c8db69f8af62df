namespace Resilience.Bulkheads;

/// <summary>
/// Threads that do what they are handed, in the order in which it comes. How much that may be is not for them to say: whoever hands over
/// has asked a bulkhead for leave, which gives no more than there are threads.
/// </summary>
/// <param name="name">The name of the threads.</param>
/// <param name="size">How many there may be.</param>
/// <param name="start">Starts a thread.</param>
internal sealed class ThreadCrew(string name, int size, Action<Thread> start)
{
    [ThreadStatic]
    private static ThreadCrew? _current;

    // A monitor, because a Lock cannot be waited for.
    private readonly object _gate = new();
    private readonly Queue<ThreadWork> _ready = [];
    private readonly List<Thread> _threads = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _idle;
    private int _reserved;
    private int _accepted;
    private int _alive;
    private bool _isStopping;

    /// <summary>Whether the caller is one of the threads.</summary>
    public bool IsHere => _current == this;

    /// <summary>How many threads there are.</summary>
    public int Alive => Volatile.Read(ref _alive);

    /// <summary>Accepts responsibility for work; <see cref="Forget"/> must follow. False once the threads are to end.</summary>
    public bool TryAccept()
    {
        lock (_gate)
        {
            if (_isStopping)
                return false;
            _accepted++;
            return true;
        }
    }

    /// <summary>Work that was accepted has been done, or will not be.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _accepted--;
            EndIfOver_NeedsLock();
        }
    }

    /// <summary>Has a thread kept free for what will be handed over. False if there is none: only a permit makes sure.</summary>
    public bool TryReserve()
    {
        lock (_gate)
        {
            if (_reserved == size)
                return false;
            _reserved++;
            return true;
        }
    }

    /// <summary>Hands over work for which a thread is kept free.</summary>
    /// <exception cref="OutOfMemoryException">There is no thread, and none can be started; nothing is kept free any more.</exception>
    public void Post(ThreadWork work)
    {
        lock (_gate)
        {
            if (_ready.Count >= _idle && _threads.Count < size)
                Start_NeedsLock();
            _ready.Enqueue(work);
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>A thread has done what it was handed.</summary>
    public void Done()
    {
        lock (_gate)
            _reserved--;
    }

    /// <summary>No more work is accepted; the threads end when they have done what was.</summary>
    /// <returns>A task that ends when they have.</returns>
    public Task Stop()
    {
        lock (_gate)
        {
            _isStopping = true;
            EndIfOver_NeedsLock();
        }

        return _ended.Task;
    }

    /// <summary>Waits until the threads are gone, after they have ended.</summary>
    public void Join()
    {
        foreach (Thread thread in _threads)
            thread.Join();
    }

    private void Start_NeedsLock()
    {
        var thread = new Thread(Work) { Name = $"{name} {_threads.Count + 1}", IsBackground = true };
        try
        {
            start(thread);
        }
        catch (OutOfMemoryException)
        {
            // The system has no more: those that there are will do it.
            if (_threads.Count > 0)
                return;
            _reserved--;
            throw;
        }

        _threads.Add(thread);
        _alive++;
    }

    private void Work()
    {
        _current = this;
        while (Next() is { } work)
            work.Execute();
    }

    private ThreadWork? Next()
    {
        lock (_gate)
        {
            while (_ready.Count == 0)
            {
                if (_isStopping && _accepted == 0)
                {
                    _alive--;
                    EndIfOver_NeedsLock();
                    return null;
                }

                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }

            return _ready.Dequeue();
        }
    }

    private void EndIfOver_NeedsLock()
    {
        if (!_isStopping || _accepted > 0)
            return;
        Monitor.PulseAll(_gate);
        if (_alive == 0)
            _ended.TrySetResult();
    }
}
