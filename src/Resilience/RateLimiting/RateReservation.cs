using Resilience.RateLimiting;

namespace Resilience;

/// <summary>Permits that were promised for a moment, or the answer that there are none. Give back those that will not be used.</summary>
public sealed class RateReservation
{
    private readonly RateLimit _limit;
    private readonly LimitGrant _grant;
    private int _isReturned;

    internal RateReservation(RateLimit limit, bool isGranted, in LimitGrant grant, TimeSpan delay)
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

    internal long Mark => _grant.Mark;

    /// <summary>
    /// Gives the permits back; only for permits that were not used and will not be. What they make free is for whoever asks next; as much
    /// of it as keeps every stretch of time within the limit, which is all of it if the permits are not due yet and nobody was promised
    /// later ones.
    /// </summary>
    /// <returns>Whether this call gave them back: false the second time, or if there were none.</returns>
    public bool Refund()
    {
        if (!IsGranted || Interlocked.Exchange(ref _isReturned, 1) != 0)
            return false;
        _limit.Return(_grant);
        return true;
    }
}
