using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>What a random sequence did to a limit.</summary>
internal sealed class LimitRun(RateLimit limit, HandClock clock)
{
    private readonly long _ticksPerUnit = TimeSpan.TicksPerSecond / clock.TimestampFrequency;
    private readonly List<(long Due, int Weight, RateReservation Reservation)> _kept = [];
    private long _drainedUntil;

    /// <summary>The permits that were given and not given back, with the moments at which they fell due, in units of the clock.</summary>
    public IEnumerable<(long Due, int Weight)> Kept => _kept.Select(static grant => (grant.Due, grant.Weight));

    public long Given { get; private set; }

    public long Refunded { get; private set; }

    public long Refused { get; private set; }

    public RateReservation Do(LimitStep step, int most)
    {
        clock.Now += step.Pause;
        int weight = Math.Min(step.Weight, most);
        RateReservation reservation = limit.Reserve(weight, TimeSpan.FromTicks(step.Patience * _ticksPerUnit));
        if (reservation.IsGranted)
        {
            Given += weight;
            (clock.Now + (reservation.Delay.Ticks / _ticksPerUnit)).Should().BeGreaterThanOrEqualTo(_drainedUntil);
            _kept.Add((clock.Now + (reservation.Delay.Ticks / _ticksPerUnit), weight, reservation));
        }
        else
        {
            Refused++;
        }

        if (step.Refund < _kept.Count)
            Refund(_kept.Count - 1 - step.Refund);
        if (step.Drain >= 0)
            Drain(step.Drain);
        return reservation;
    }

    public void RefundAll(IEnumerable<int> order)
    {
        foreach (int at in order)
            Refund(at % _kept.Count);
    }

    private void Drain(long wait)
    {
        limit.Drain(wait == 0 ? null : TimeSpan.FromTicks(wait * _ticksPerUnit));
        limit.Snapshot().Available.Should().Be(0);
        _drainedUntil = Math.Max(_drainedUntil, clock.Now + wait);
    }

    /// <summary>Gives back what nobody has used; whether it was due does not matter.</summary>
    private void Refund(int at)
    {
        _kept[at].Reservation.Refund().Should().BeTrue();
        _kept[at].Reservation.Refund().Should().BeFalse();
        Refunded += _kept[at].Weight;
        _kept.RemoveAt(at);
    }
}
