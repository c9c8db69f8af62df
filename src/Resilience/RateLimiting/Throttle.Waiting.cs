using Resilience.RateLimiting;

namespace Resilience;

// Requests that the fast way could not answer.
public abstract partial class Throttle
{
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
        if (TryTakeFast(weight))
            return new(true);
        if (_shadowMode)
        {
            if (!TryTake(weight, _longestWait, out _, out _))
                CountRefusal(inShadow: true);
            return new(true);
        }

        RateReservation? reservation = TryQueue(weight, MaxWait, out _);
        if (reservation is null)
        {
            CountRefusal(inShadow: false);
            return new(false);
        }

        return WaitAsync(reservation, cancellationToken);
    }

    /// <summary>Counts a request that is refused, or would be.</summary>
    /// <returns>Whether it may go on all the same.</returns>
    internal bool CountRefusal(bool inShadow)
    {
        Interlocked.Increment(ref inShadow ? ref _wouldHaveRejected : ref _rejected);
        return inShadow;
    }

    /// <summary>Takes permits that fall due within <paramref name="patience"/>.</summary>
    /// <param name="weight">How many.</param>
    /// <param name="patience">How long the request can wait, in units of the clock.</param>
    /// <param name="grant">What was given, if something was.</param>
    /// <param name="delay">When the permits fall due, or would have.</param>
    internal bool TryTake(int weight, long patience, out LimitGrant grant, out TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        grant = default;
        delay = TimeSpan.Zero;
        if (weight == 0)
            return true;
        LimitAnswer answer;
        var spin = new SpinWait();
        do
        {
            if (weight > Most)
            {
                delay = Timeout.InfiniteTimeSpan;
                return false;
            }

            if ((answer = Take(weight, patience, out grant)) == LimitAnswer.Retired)
                spin.SpinOnce();
        }
        while (answer == LimitAnswer.Retired);

        if (grant.Wait > 0)
            delay = Clock.Span(grant.Wait);
        if (answer == LimitAnswer.Given && grant.Wait > 0)
            Interlocked.Increment(ref _waited);
        return answer == LimitAnswer.Given;
    }

    /// <summary>Takes permits and, if they fall due later, a place among those who wait; <see cref="LeaveQueue"/> must follow.</summary>
    /// <returns>Null if there is no place, or the permits would come too late.</returns>
    internal RateReservation? TryQueue(int weight, TimeSpan patience, out TimeSpan delay)
    {
        if (Interlocked.Increment(ref _waiting) <= _queueLimit)
        {
            if (TryTake(weight, Clock.Units(patience), out LimitGrant grant, out delay))
                return new RateReservation(this, true, grant, delay);
        }
        else if (TryTake(weight, 0, out LimitGrant grant, out delay))
        {
            return new RateReservation(this, true, grant, delay);
        }

        LeaveQueue();
        return null;
    }

    internal void LeaveQueue() => Interlocked.Decrement(ref _waiting);

    private async ValueTask<bool> WaitAsync(RateReservation reservation, CancellationToken cancellationToken)
    {
        await reservation.WaitAsync(cancellationToken).ConfigureAwait(false);
        LeaveQueue();
        if (!cancellationToken.IsCancellationRequested)
            return true;
        reservation.Refund();
        throw new OperationCanceledException(cancellationToken);
    }
}
