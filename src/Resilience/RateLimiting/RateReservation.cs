using Resilience.RateLimiting;

namespace Resilience;

/// <summary>Permits that were promised for a moment, or the answer that there are none. Give back those that will not be used.</summary>
public sealed class RateReservation
{
    private readonly Throttle _limit;
    private readonly LimitGrant _grant;
    private int _isReturned;

    internal RateReservation(Throttle limit, bool isGranted, in LimitGrant grant, TimeSpan delay)
    {
        _limit = limit;
        _grant = grant;
        IsGranted = isGranted;
        Delay = delay;
    }

    /// <summary>Whether the permits are promised.</summary>
    public bool IsGranted { get; }

    /// <summary>
    /// How long after the reservation the permits fall due; zero if they may be used at once. If there are none, when it makes sense to ask
    /// again; <see cref="Timeout.InfiniteTimeSpan"/> if never, because nobody can have so many.
    /// </summary>
    public TimeSpan Delay { get; }

    /// <summary>
    /// Gives the permits back. What they make free is for whoever asks next; as much of it as keeps every stretch of time within the rate.
    /// </summary>
    /// <returns>Whether this call gave them back: false the second time, or if there were none.</returns>
    public bool Refund()
    {
        if (!IsGranted || Interlocked.Exchange(ref _isReturned, 1) != 0)
            return false;
        _limit.Return(_grant);
        return true;
    }

    internal Task WaitAsync(CancellationToken cancellationToken) => _limit.Clock.WaitUntilAsync(_grant.Due, cancellationToken);
}
