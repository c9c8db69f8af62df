namespace Resilience.Orchestration;

/// <summary>A run that is under way in this process.</summary>
internal sealed class LiveRun : IDisposable
{
    // Never disposed: it has no timer, and stages may hold on to its token after the run has ended. It is the lock as well.
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _caller;
    private CancellationTokenRegistration _lost;
    private TaskCompletionSource? _ended;
    private bool _isCancelled;
    private bool _isClosing;
    private bool _isOver;

    public LiveRun(CancellationToken caller)
    {
        Caller = caller;
        _caller = caller.UnsafeRegister(static live => ((LiveRun)live!)._stop.Cancel(), this);
    }

    /// <summary>Cancelled when the run is to stop, whoever wants it.</summary>
    public CancellationToken Token => _stop.Token;

    public CancellationToken Caller { get; }

    /// <summary>Whether somebody wants the run to end for good.</summary>
    public bool IsCancelled => Volatile.Read(ref _isCancelled);

    public void Watch(CancellationToken lost) => _lost = lost.UnsafeRegister(static live => ((LiveRun)live!)._stop.Cancel(), this);

    /// <summary>
    /// Ends the run for good, unless it is ending already. What stages have registered on their token runs on the pool: none of it can
    /// hold up whoever cancels.
    /// </summary>
    public bool TryCancel()
    {
        lock (_stop)
        {
            if (_isClosing)
                return false;
            _isCancelled = true;
        }

        _ = _stop.CancelAsync();
        return true;
    }

    /// <summary>From now on it is too late to cancel.</summary>
    /// <returns>Whether somebody has.</returns>
    public bool Close()
    {
        lock (_stop)
        {
            _isClosing = true;
            return _isCancelled;
        }
    }

    /// <summary>Completes when the run is no longer under way.</summary>
    public Task WaitForEndAsync()
    {
        lock (_stop)
        {
            if (_isOver)
                return Task.CompletedTask;
            return (_ended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <summary>The run is no longer under way.</summary>
    public void Dispose()
    {
        _caller.Dispose();
        _lost.Dispose();
        lock (_stop)
        {
            _isOver = true;
            _ended?.TrySetResult();
        }
    }
}
