namespace Resilience.Orchestration;

/// <summary>A run that is under way in this process.</summary>
internal sealed class LiveRun : IDisposable
{
    // Never disposed: it has no timer, and stages may hold on to its token after the run has ended.
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenRegistration _caller;
    private CancellationTokenRegistration _lost;
    private volatile bool _isCancelled;

    public LiveRun(CancellationToken caller)
    {
        Caller = caller;
        _caller = caller.UnsafeRegister(static live => ((LiveRun)live!)._stop.Cancel(), this);
    }

    /// <summary>Cancelled when the run is to stop, whoever wants it.</summary>
    public CancellationToken Token => _stop.Token;

    public CancellationToken Caller { get; }

    /// <summary>Whether somebody wants the run to end for good.</summary>
    public bool IsCancelled => _isCancelled;

    public void Watch(CancellationToken lost) => _lost = lost.UnsafeRegister(static live => ((LiveRun)live!)._stop.Cancel(), this);

    /// <summary>
    /// Ends the run for good. What stages have registered on their token runs on the pool: none of it can hold up whoever cancels.
    /// </summary>
    public void Cancel()
    {
        _isCancelled = true;
        _ = _stop.CancelAsync();
    }

    public void Dispose()
    {
        _caller.Dispose();
        _lost.Dispose();
    }
}
