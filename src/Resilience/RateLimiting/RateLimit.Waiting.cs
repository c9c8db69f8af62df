using Resilience.RateLimiting;

namespace Resilience;

// Requests that wait for their permits: each has been promised its own for a moment, in the order in which they came.
public abstract partial class RateLimit
{
    private readonly int _queueLimit;
    private int _waiting;
    private long _waited;

    /// <summary>
    /// Takes permits, and waits for them up to <see cref="RateLimitOptions.MaxWait"/>. If they would come later than that, or too many wait
    /// already, the answer is no, at once. A wait that is cancelled gives its permits back.
    /// </summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether they were taken; in shadow mode always true, at once.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<bool> WaitAsync(int weight = 1, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<bool>(cancellationToken);
        bool isShadow = _shadowMode;
        if (State.TryTakeFast(weight, out _) || TryTake(weight, isShadow ? _longestWait : 0, out _, out TimeSpan delay))
            return new(true);
        if (isShadow || delay == Timeout.InfiniteTimeSpan || delay > MaxWait)
            return new(CountRefusal(isShadow));
        return WaitInQueueAsync(weight, cancellationToken);
    }

    /// <summary>Waits in the queue. A wait that is cancelled or fails has given back what it was promised.</summary>
    /// <param name="weight">How many permits.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The permits, or the answer that there are none; null after a cancellation.</returns>
    internal async ValueTask<RateReservation?> QueueAsync(int weight, TimeSpan patience, CancellationToken cancellationToken)
    {
        long until = Clock.Now + Clock.Units(patience);
        bool hasPlace = TryEnterQueue();
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                long left = hasPlace ? Math.Max(0, until - Clock.Now) : 0;
                bool isGiven = TryTake(weight, left, out LimitGrant grant, out TimeSpan delay);
                var reservation = new RateReservation(this, isGiven, grant, delay);
                if (!isGiven || grant.Wait <= 0)
                    return reservation;
                if (await ServeAsync(reservation, grant.Due, cancellationToken).ConfigureAwait(false))
                {
                    Interlocked.Increment(ref _waited);
                    return reservation;
                }
            }

            return null;
        }
        finally
        {
            if (hasPlace)
                Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Waits until permits fall due.</summary>
    /// <returns>
    /// False if the wait was cancelled, or the limit was drained meanwhile for longer; then the permits are given back, as when the clock
    /// fails.
    /// </returns>
    private async ValueTask<bool> ServeAsync(RateReservation reservation, long due, CancellationToken cancellationToken)
    {
        bool isServed = false;
        try
        {
            await Clock.WaitUntilAsync(due, cancellationToken).ConfigureAwait(false);
            isServed = !cancellationToken.IsCancellationRequested && !IsDrained(Math.Max(due, Clock.Now));
            return isServed;
        }
        finally
        {
            if (!isServed)
                reservation.Refund();
        }
    }

    private async ValueTask<bool> WaitInQueueAsync(int weight, CancellationToken cancellationToken)
    {
        RateReservation? reservation = await QueueAsync(weight, MaxWait, cancellationToken).ConfigureAwait(false);
        return reservation is null ? throw new OperationCanceledException(cancellationToken)
            : reservation.IsGranted || CountRefusal(inShadow: false);
    }

    private bool TryEnterQueue()
    {
        int waiting;
        do
        {
            if ((waiting = Volatile.Read(ref _waiting)) >= _queueLimit)
                return false;
        }
        while (Interlocked.CompareExchange(ref _waiting, waiting + 1, waiting) != waiting);

        return true;
    }
}
