namespace Resilience.Faults;

/// <summary>Makes one of the user's delegates do one thing wrong, while it is armed.</summary>
internal sealed class FaultInjector(Site site, Fault fault) : IDisposable
{
    private readonly CancellationTokenSource _caller = new();
    private readonly TaskCompletionSource _hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _busy;

    /// <summary>What the delegate throws.</summary>
    public Exception Thrown { get; } =
        fault == Fault.ThrowsCancellation ? new OperationCanceledException("fault") : new InvalidDataException("fault");

    /// <summary>The delegate that goes wrong.</summary>
    public Site Site => site;

    public CancellationToken Caller => _caller.Token;

    /// <summary>Calls the pipeline again, from inside.</summary>
    public Action? Reenter { get; set; }

    public bool IsArmed { get; set; }

    /// <summary>How often the fault happened.</summary>
    public int Hits { get; private set; }

    /// <summary>Ends when the delegate hangs.</summary>
    public Task Hanging => _hanging.Task;

    public void CancelCaller() => _caller.Cancel();

    /// <summary>Called by every delegate; does something only in the one that is meant.</summary>
    public void At(Site where)
    {
        // What happens inside of the fault is not to be disturbed by it again.
        if (where != site || !IsArmed || Interlocked.Exchange(ref _busy, 1) == 1)
            return;
        try
        {
            Hits++;
            Act();
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>The same for delegates that can wait without blocking.</summary>
    public async ValueTask AtAsync(Site where)
    {
        if (where == site && IsArmed && fault == Fault.HangsUntilCancelled)
        {
            Hits++;
            _hanging.TrySetResult();
            await Task.Delay(Timeout.Infinite, Caller);
        }

        At(where);
    }

    public void Dispose() => _caller.Dispose();

    private void Act()
    {
        switch (fault)
        {
            case Fault.Throws or Fault.ThrowsCancellation:
                throw Thrown;
            case Fault.HangsUntilCancelled:
                _hanging.TrySetResult();
                Caller.WaitHandle.WaitOne();
                throw new OperationCanceledException(Caller);
            case Fault.CancelsCaller:
                _caller.Cancel();
                break;
            default:
                Reenter!();
                break;
        }
    }
}
