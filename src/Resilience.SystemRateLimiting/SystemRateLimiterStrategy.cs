using System.Threading.RateLimiting;
using Resilience.Pipelines;

namespace Resilience.SystemRateLimiting;

/// <summary>
/// A limiter's place in a pipeline. The slot's item is the lease of the attempt that is inside; whoever takes it out disposes of it, so that
/// this happens once.
/// </summary>
internal sealed class SystemRateLimiterStrategy(LeaseSource source, SystemRateLimiterOptions options, bool inShadow)
    : ResilienceStrategy(options.Name, StrategySteps.Enter | StrategySteps.Leave)
{
    private static readonly TimeSpan _longestTimer = TimeSpan.FromDays(49);

    private readonly Func<ResilienceContext, int>? _permits = options.Permits;
    private readonly bool _isShadow = inShadow || options.ShadowMode;
    private readonly Rejection _limited = new(RejectionReason.RateLimited, options.Name);
    private readonly Rejection _waited = new(RejectionReason.QueueTimeout, options.Name);
    private readonly StrategyFacts _facts = new() { LimitsConcurrency = source.LimitsConcurrency };

    public override StrategyFacts Facts => _facts;

    public override string ToString() => $"{Name} ({source})";

    protected override EntryVerdict Enter(ExecutionFrame frame)
    {
        int permits = _permits is null ? 1 : _permits(frame.Context);
        RateLimitLease lease = source.AttemptAcquire(frame, permits);
        ref FrameSlot slot = ref frame.Slot(this);
        slot.Item = lease.IsAcquired ? lease : null;
        if (lease.IsAcquired)
            return EntryVerdict.Proceed;

        lease.Dispose();
        if (_isShadow)
        {
            frame.WouldHave(this, _limited.Code);
            return EntryVerdict.Proceed;
        }

        // The limiter may have a queue; only it knows.
        slot.Entry = permits;
        return EntryVerdict.Wait;
    }

    protected override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        int permits = (int)frame.Slot(this).Entry;
        while (true)
        {
            if (frame.CallerToken.IsCancellationRequested)
            {
                frame.Fail(new OperationCanceledException(frame.CallerToken));
                return EntryVerdict.Stop;
            }

            TimeSpan? remaining = frame.Remaining(this);
            if (remaining == TimeSpan.Zero)
            {
                frame.Reject(_waited);
                return EntryVerdict.Stop;
            }

            if (await WaitAsync(frame, permits, remaining).ConfigureAwait(false) is { } lease)
                return Take(frame, lease);
        }
    }

    protected override void Success(ExecutionFrame frame) => Release(frame);

    protected override void Cancelled(ExecutionFrame frame) => Release(frame);

    protected override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        Release(frame);
        return FailureVerdict.Propagate;
    }

    /// <summary>What is left behind still uses what was leased for it.</summary>
    protected override void LeftBehind(ExecutionFrame? frame, Task work)
    {
        if (frame is not null && TakeOut(frame) is { } lease)
            _ = DisposeAfterAsync(work, lease);
    }

    /// <summary>Waits in the limiter's queue until it answers, the caller cancels or the deadline outside passes.</summary>
    /// <returns>The limiter's answer; null if it was not waited for.</returns>
    private async ValueTask<RateLimitLease?> WaitAsync(ExecutionFrame frame, int permits, TimeSpan? remaining)
    {
        CancellationToken caller = frame.CallerToken;
        CancellationTokenSource? deadline = null;
        CancellationTokenSource? either = null;
        try
        {
            if (remaining is { } time)
            {
                // Timers count whole milliseconds.
                time = TimeSpan.FromMilliseconds(Math.Ceiling(time.TotalMilliseconds));
                deadline = new(time < _longestTimer ? time : _longestTimer, frame.TimeProvider);
                either = CancellationTokenSource.CreateLinkedTokenSource(caller, deadline.Token);
            }

            return await source.AcquireAsync(frame, permits, either?.Token ?? caller).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (caller.IsCancellationRequested || deadline?.IsCancellationRequested == true)
        {
            return null;
        }
        finally
        {
            either?.Dispose();
            deadline?.Dispose();
        }
    }

    private EntryVerdict Take(ExecutionFrame frame, RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            frame.Slot(this).Item = lease;
            return EntryVerdict.Proceed;
        }

        bool isKnown = lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan retryAfter);
        lease.Dispose();
        frame.Reject(_limited, isKnown ? retryAfter : null);
        return EntryVerdict.Stop;
    }

    private void Release(ExecutionFrame frame) => TakeOut(frame)?.Dispose();

    private RateLimitLease? TakeOut(ExecutionFrame frame)
    {
        ref FrameSlot slot = ref frame.Slot(this);
        var lease = (RateLimitLease?)slot.Item;
        slot.Item = null;
        return lease;
    }

    private static async Task DisposeAfterAsync(Task work, RateLimitLease lease)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lease.Dispose();
    }
}
