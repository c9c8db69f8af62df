namespace Resilience.Risks;

/// <summary>
/// Calls users' code so that it can neither throw nor hang: on the pool, because code that blocks cannot be left behind otherwise.
/// </summary>
internal sealed class CallGuard
{
    private int _leftBehind;

    /// <summary>How many calls were left behind and have not ended.</summary>
    public int LeftBehind => Volatile.Read(ref _leftBehind);

    /// <summary>Calls and waits, no longer than a time.</summary>
    /// <param name="call">The users' code; its token is cancelled with the run and when the time is up.</param>
    /// <param name="visit">The stage for which it is called.</param>
    /// <param name="what">What it is, for the message of a timeout.</param>
    /// <param name="timeout">The time.</param>
    /// <param name="clock">The clock of the time.</param>
    /// <param name="run">The token of the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async ValueTask<GuardedCall<T>> CallAsync<T>(
        Func<CancellationToken, ValueTask<T>> call,
        StageVisit visit,
        string what,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken run)
    {
        run.ThrowIfCancellationRequested();
        long begun = clock.GetTimestamp();
        // Users' code gets another source than the one that is waited for: what it registers there may hang.
        using var timer = new CancellationTokenSource(timeout, clock);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(run, timer.Token);
        var source = CancellationTokenSource.CreateLinkedTokenSource(run);
        Task<T> work = Task.Run(
            async () =>
            {
                visit.Enter();
                return await call(source.Token).ConfigureAwait(false);
            },
            CancellationToken.None);

        await ((Task)work).WaitAsync(waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        TimeSpan duration = clock.GetElapsedTime(begun);
        if (!work.IsCompleted)
        {
            _ = LeaveBehindAsync(work, source);
            run.ThrowIfCancellationRequested();
            return new(CallEnd.TimedOut, default, new OperationTimedOutException(timeout, what), duration);
        }

        source.Dispose();
        if (work.IsCompletedSuccessfully)
            return new(CallEnd.Returned, await work.ConfigureAwait(false), null, duration);

        // Reading the exception is what marks it as observed, also where the run's own cancellation is what counts.
        Exception exception = work.Exception?.InnerException ?? new TaskCanceledException(work);
        run.ThrowIfCancellationRequested();
        return new(work.IsCanceled ? CallEnd.Cancelled : CallEnd.Threw, default, exception, duration);
    }

    private async Task LeaveBehindAsync(Task work, CancellationTokenSource source)
    {
        Interlocked.Increment(ref _leftBehind);
        // Callbacks of the token are users' code too: they run on the pool, and nobody waits for them.
        Task cancelling = source.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Interlocked.Decrement(ref _leftBehind);
        await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        source.Dispose();
    }
}
