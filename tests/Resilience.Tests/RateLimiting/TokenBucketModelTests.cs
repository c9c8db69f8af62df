using System.Numerics;
using CsCheck;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>Against the algorithm in exact arithmetic, and against the promise itself.</summary>
public sealed class TokenBucketModelTests
{
    private static readonly Gen<(int Permits, long PeriodTicks, int Burst)> _rates = Gen.OneOf(
        Gen.Select(Gen.Int[1, 12], Gen.Long[10, 200], Gen.Int[1, 8]),
        Gen.Select(Gen.Int[1, 1_000], Gen.Long[1_000, 10_000_000], Gen.Int[1, 1_000]));

    private static readonly Gen<(long Wait, int Weight, long Patience, int Refund)[]> _steps = Gen.Select(
        Gen.Frequency((3, Gen.Const(0L)), (3, Gen.Long[0, 30]), (2, Gen.Long[0, 20_000_000])),
        Gen.Frequency((4, Gen.Const(1)), (1, Gen.Int[1, 8])),
        Gen.Frequency((2, Gen.Const(0L)), (3, Gen.Long[0, 500])),
        Gen.Int[0, 9]).Array[1, 60];

    [Fact]
    public void Random_requests_are_answered_as_by_exact_arithmetic() =>
        Gen.Select(_rates, _steps).Sample(
            static (rate, steps) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                var model = new GcraModel(rate.Permits, TimeSpan.FromTicks(rate.PeriodTicks), rate.Burst);
                foreach ((long wait, int weight, long patience, _) in steps)
                {
                    clock.Now += wait;
                    int taken = Math.Min(weight, rate.Burst);
                    BigInteger? expected = model.Take(clock.Now, taken, patience);
                    RateReservation reservation = bucket.Reserve(taken, TimeSpan.FromTicks(patience));
                    reservation.IsGranted.Should().Be(expected is not null);
                    if (expected is { } delay)
                        reservation.Delay.Ticks.Should().Be((long)delay);
                }
            },
            iter: 2_000);

    [Fact]
    public void A_refused_request_that_waits_as_told_is_admitted_and_not_a_tick_earlier() =>
        Gen.Select(_rates, Gen.Int[1, 1_000]).Sample(
            static (rate, weight) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                int taken = Math.Min(weight, rate.Burst);
                while (bucket.TryAcquire(taken, out _))
                {
                }

                bucket.TryAcquire(taken, out TimeSpan retryAfter).Should().BeFalse();
                clock.Now += retryAfter.Ticks - 1;
                bucket.TryAcquire(taken).Should().BeFalse();
                clock.Now++;
                bucket.TryAcquire(taken).Should().BeTrue();
            },
            iter: 1_000);

    [Fact]
    public void No_stretch_of_time_has_more_than_the_rate_whatever_is_given_back() =>
        Gen.Select(_rates, _steps).Sample(
            static (rate, steps) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                var grants = new List<(long Tick, int Weight, RateReservation Reservation)>();
                foreach ((long wait, int weight, long patience, int refund) in steps)
                {
                    clock.Now += wait;
                    int taken = Math.Min(weight, rate.Burst);
                    RateReservation reservation = bucket.Reserve(taken, TimeSpan.FromTicks(patience));
                    if (reservation.IsGranted)
                        grants.Add((clock.Now + reservation.Delay.Ticks, taken, reservation));
                    if (refund >= 4 && grants.Count > 0)
                    {
                        // One that is still waited for, or the newest: whoever gives back has not made the call.
                        int at = refund == 9 ? grants.Count - 1 : Math.Max(0, grants.FindIndex(grant => grant.Tick > clock.Now));
                        if (grants[at].Tick > clock.Now || at == grants.Count - 1)
                        {
                            grants[at].Reservation.Refund();
                            grants.RemoveAt(at);
                        }
                    }
                }

                RateBound.Excess(
                        grants.Select(static grant => (grant.Tick, grant.Weight)),
                        rate.Permits, TimeSpan.FromTicks(rate.PeriodTicks), rate.Burst)
                    .Should().BeLessThanOrEqualTo(BigInteger.Zero);
            },
            iter: 5_000);

    [Fact]
    public void What_was_given_is_known_without_being_counted() =>
        Gen.Select(_rates, _steps).Sample(
            static (rate, steps) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                long given = 0;
                long refunded = 0;
                foreach ((long wait, int weight, long patience, int refund) in steps)
                {
                    clock.Now += wait;
                    int taken = Math.Min(weight, rate.Burst);
                    RateReservation reservation = bucket.Reserve(taken, TimeSpan.FromTicks(patience));
                    given += reservation.IsGranted ? taken : 0;
                    if (refund == 9)
                        bucket.Drain();
                    else if (refund == 8)
                        bucket.Change(rate.Permits, TimeSpan.FromTicks(rate.PeriodTicks), rate.Burst);
                    else if (refund > 5 && reservation.Refund())
                        refunded += taken;
                }

                bucket.Snapshot().Admitted.Should().Be(given);
                bucket.Snapshot().Refunded.Should().Be(refunded);
            },
            iter: 1_000);

    private static (HandClock Clock, TokenBucket Bucket) Bucket((int Permits, long PeriodTicks, int Burst) rate)
    {
        var clock = new HandClock();
        var bucket = new TokenBucket(
            new TokenBucketOptions { Permits = rate.Permits, Period = TimeSpan.FromTicks(rate.PeriodTicks), Burst = rate.Burst }, clock);
        return (clock, bucket);
    }
}
