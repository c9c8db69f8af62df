namespace Resilience.Orchestration;

/// <summary>A run that is under way in this process.</summary>
internal sealed class LiveRun : IDisposable
{
    private const int Cancelled = 1;
    private const int Closing = 2;

    private static readonly TaskCompletionSource _over = Over();

    // Never disposed: it has no timer, and stages may hold on to its token after the run has ended.
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _caller;
    private CancellationTokenRegistration _lost;
    private TaskCompletionSource? _ended;
    private int _state;
    private bool _isInterrupted;

    public LiveRun(CancellationToken caller)
    {
        Caller = caller;
        _caller = caller.UnsafeRegister(static live => ((LiveRun)live!)._stop.Cancel(), this);
    }

    /// <summary>Cancelled when the run is to stop, whoever wants it.</summary>
    public CancellationToken Token => _stop.Token;

    public CancellationToken Caller { get; }

    /// <summary>Whether somebody wants the run to end for good.</summary>
    public bool IsCancelled => (Volatile.Read(ref _state) & Cancelled) != 0;

    /// <summary>Whether the orchestrator that runs it is drained.</summary>
    public bool IsInterrupted => Volatile.Read(ref _isInterrupted);

    public void Watch(CancellationToken lost) => _lost = lost.UnsafeRegister(static live => ((LiveRun)live!)._stop.Cancel(), this);

    /// <summary>
    /// Ends the run for good, unless it is ending already. What stages have registered on their token runs on the pool: none of it can
    /// hold up whoever cancels.
    /// </summary>
    public bool TryCancel()
    {
        if ((Interlocked.CompareExchange(ref _state, Cancelled, 0) & Closing) != 0)
            return false;
        _ = _stop.CancelAsync();
        return true;
    }

    /// <summary>Stops the run so that it can be resumed; one that is ending already ends as it would have.</summary>
    public void Interrupt()
    {
        if (!Interlocked.Exchange(ref _isInterrupted, true))
            _ = _stop.CancelAsync();
    }

    /// <summary>From now on it is too late to cancel.</summary>
    /// <returns>Whether somebody has.</returns>
    public bool Close() => (Interlocked.Or(ref _state, Closing) & Cancelled) != 0;

    /// <summary>Completes when the run is no longer under way.</summary>
    public Task WaitForEndAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _ended, ended, null) ?? ended).Task;
    }

    /// <summary>The run is no longer under way.</summary>
    public void Dispose()
    {
        _caller.Dispose();
        _lost.Dispose();
        Interlocked.Exchange(ref _ended, _over)?.TrySetResult();
    }

    private static TaskCompletionSource Over()
    {
        var over = new TaskCompletionSource();
        over.SetResult();
        return over;
    }
}
