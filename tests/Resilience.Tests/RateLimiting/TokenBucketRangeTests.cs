using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>The fastest, the slowest and the oddest rates, on clocks of every kind.</summary>
public sealed class TokenBucketRangeTests
{
    private static readonly long[] _frequencies = [1, 64, 1_000, 32_768, TimeSpan.TicksPerSecond, 1_000_000_000, 3_579_545_000, 1_000_000_000_000];

    private static readonly (int Permits, TimeSpan Period, int Burst)[] _rates =
    [
        (1_000, TimeSpan.FromMicroseconds(1), 1),
        (1_000_000_000, TimeSpan.FromSeconds(1), 1_000_000_000),
        (999_999_937, TimeSpan.FromSeconds(1), 1_000_000_000),
        (1_000_000_000, TimeSpan.FromDays(49), 1_000_000_000),
        (1, TimeSpan.FromDays(49), 7),
        (1, TimeSpan.FromMicroseconds(1), 1_000_000_000),
        (7, TimeSpan.FromTicks(1_234_567), 13),
    ];

    public static TheoryData<long, int> Extremes
    {
        get
        {
            var extremes = new TheoryData<long, int>();
            foreach (long frequency in _frequencies)
            {
                for (int rate = 0; rate < _rates.Length; rate++)
                    extremes.Add(frequency, rate);
            }

            return extremes;
        }
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void The_rate_is_never_exceeded_and_nearly_reached(long frequency, int rate)
    {
        (int permits, TimeSpan period, int burst) = _rates[rate];
        var clock = new HandClock(frequency) { Now = long.MaxValue - 5 };
        TokenBucket bucket = Bucket(clock, rate);
        bucket.TryAcquire(burst).Should().BeTrue();
        bucket.TryAcquire().Should().BeFalse();

        // Ten years pass in uneven steps, or what the clock can count, and the bucket is emptied after each.
        TimeSpan life = TimeSpan.FromSeconds(Math.Min(3_650d * 24 * 3_600, long.MaxValue / 4 / frequency));
        TimeSpan passed = TimeSpan.Zero;
        Int128 given = 0;
        Int128 lost = 0;
        for (TimeSpan step = TimeSpan.FromSeconds(1); passed < life; step = step * 3 + TimeSpan.FromSeconds(1))
        {
            clock.Now = unchecked(clock.Now + (long)((Int128)step.Ticks * frequency / TimeSpan.TicksPerSecond));
            passed += step;
            int available = bucket.Snapshot().Available;
            if (available > 0)
                bucket.TryAcquire(available).Should().BeTrue();
            bucket.TryAcquire().Should().BeFalse();
            given += available;
            lost += Int128.Max(0, ((Int128)step.Ticks * permits / period.Ticks) - burst);
        }

        Int128 most = ((Int128)passed.Ticks * permits / period.Ticks) + 1 - lost;
        given.Should().BeLessThanOrEqualTo(most);
        ((double)given).Should().BeGreaterThan(((double)most - 60) * 0.8);
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void Waits_and_drains_of_any_length_are_kept(long frequency, int rate)
    {
        int burst = _rates[rate].Burst;
        var clock = new HandClock(frequency);
        TokenBucket bucket = Bucket(clock, rate);
        TimeSpan longest = TimeSpan.FromDays(49);

        bucket.Drain(longest);
        bucket.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().BeGreaterThanOrEqualTo(longest).And.BeLessThan(longest + TimeSpan.FromSeconds(1));
        clock.Now += frequency * (long)longest.TotalSeconds;
        bucket.Snapshot().Available.Should().Be(1);
        bucket.TryAcquire().Should().BeTrue();

        TimeSpan before = TimeSpan.Zero;
        for (int i = 0; i < 3; i++)
        {
            RateReservation reservation = bucket.Reserve(burst, longest);
            reservation.IsGranted.Should().Be(reservation.Delay <= longest);
            reservation.Delay.Should().BeGreaterThanOrEqualTo(before);
            before = reservation.Delay;
        }

        before.Should().BePositive();
        bucket.TryAcquire().Should().BeFalse();
    }

    private static TokenBucket Bucket(HandClock clock, int rate) =>
        new(new() { Permits = _rates[rate].Permits, Period = _rates[rate].Period, Burst = _rates[rate].Burst }, clock);
}
