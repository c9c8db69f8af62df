using Resilience.Bulkheads;

namespace Resilience;

// For those who use a bulkhead without a pipeline.
public sealed partial class Bulkhead
{
    private static readonly int _normal = CallQueue.LevelOf(BulkheadPriority.Normal);

    /// <summary>Takes a permit if there is one now that nobody waits for.</summary>
    /// <param name="permit">To be disposed of when the call has ended; says why, if there is none.</param>
    /// <returns>Whether there is one; in shadow mode always true.</returns>
    public bool TryEnter(out BulkheadPermit permit)
    {
        bool inShadow = _shadowMode;
        permit = TryTake() ? Issue() : PermitOf(Ask(_normal, inShadow, mayWait: false), inShadow);
        return permit.IsGranted;
    }

    /// <summary>
    /// Takes a permit, and keeps this thread waiting for one if it must and may, up to <see cref="BulkheadOptions.QueueTimeout"/>.
    /// </summary>
    /// <param name="priority">How important the call is while others wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permit, to be disposed of when the call has ended.</returns>
    /// <exception cref="RejectedException">There is neither permit nor place in the queue; or it lost its place, or time was
    /// up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public BulkheadPermit Enter(BulkheadPriority priority = BulkheadPriority.Normal, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int level = CallQueue.LevelOf(priority);
        if (TryEnter(level, out BulkheadPermit permit))
            return Granted(permit);
        WaitingCall call = StartWaiting(level, QueueTimeout, cancellationToken);
        call.Told.GetAwaiter().GetResult();
        return Granted(PermitOf(call, cancellationToken));
    }

    /// <summary>Takes a permit, and waits for one if it must and may, up to <see cref="BulkheadOptions.QueueTimeout"/>.</summary>
    /// <param name="priority">How important the call is while others wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permit, to be disposed of when the call has ended.</returns>
    /// <exception cref="RejectedException">There is neither permit nor place in the queue; or it lost its place, or time was
    /// up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<BulkheadPermit> EnterAsync(
        BulkheadPriority priority = BulkheadPriority.Normal, CancellationToken cancellationToken = default) =>
        Granted(await TryEnterAsync(priority, cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// The same as <see cref="EnterAsync"/>, with a refusal as a value: ask <see cref="BulkheadPermit.IsGranted"/>, or
    /// <see cref="BulkheadPermit.Rejection"/> why.
    /// </summary>
    /// <param name="priority">How important the call is while others wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permit, to be disposed of when the call has ended, or the reason that there is none.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<BulkheadPermit> TryEnterAsync(
        BulkheadPriority priority = BulkheadPriority.Normal, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<BulkheadPermit>(cancellationToken);
        int level = CallQueue.LevelOf(priority);
        return TryEnter(level, out BulkheadPermit permit) ? new(permit) : WaitAsync(level, cancellationToken);
    }

    /// <summary>A call that has a permit, or none, and does not wait for one; false if it has to wait.</summary>
    private bool TryEnter(int level, out BulkheadPermit permit)
    {
        permit = default;
        bool inShadow = _shadowMode;
        WaitAnswer answer = TryTake() ? WaitAnswer.Granted : Ask(level, inShadow, mayWait: true);
        if (answer == WaitAnswer.None)
            return false;
        permit = PermitOf(answer, inShadow);
        return true;
    }

    private async ValueTask<BulkheadPermit> WaitAsync(int level, CancellationToken cancellationToken)
    {
        WaitingCall call = StartWaiting(level, QueueTimeout, cancellationToken);
        await call.Told.ConfigureAwait(false);
        return PermitOf(call, cancellationToken);
    }

    private BulkheadPermit PermitOf(WaitingCall call, CancellationToken cancellationToken)
    {
        call.Unwatch();
        return call.Answer == WaitAnswer.Cancelled
            ? throw new OperationCanceledException(cancellationToken)
            : PermitOf(call.Answer, inShadow: false);
    }

    private BulkheadPermit PermitOf(WaitAnswer answer, bool inShadow) =>
        answer == WaitAnswer.Granted || inShadow ? Issue() : new(RejectionOf(answer));

    private static BulkheadPermit Granted(in BulkheadPermit permit) =>
        permit.Rejection is { } rejection ? throw new RejectedException(rejection) : permit;

    private BulkheadPermit Issue() => new(this, Start());
}
