using System.Numerics;
using CsCheck;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>Against the algorithm in exact arithmetic, and against the promise itself.</summary>
public sealed class TokenBucketModelTests
{
    private static readonly Gen<Rate> _rates = Gen.OneOf(
        Gen.Select(Gen.Int[1, 12], Gen.Long[10, 200], Gen.Int[1, 8], static (permits, ticks, burst) => new Rate(permits, ticks, burst)),
        Gen.Select(
            Gen.Int[1, 1_000], Gen.Long[1_000, 10_000_000], Gen.Int[1, 1_000],
            static (permits, ticks, burst) => new Rate(permits, ticks, burst)));

    [Fact]
    public void Random_requests_are_answered_as_by_exact_arithmetic() =>
        Gen.Select(_rates, LimitStep.Sequences).Sample(
            static (rate, steps) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                var model = new GcraModel(rate.Permits, rate.Period, rate.Burst);
                foreach (LimitStep step in steps)
                {
                    clock.Now += step.Pause;
                    int weight = Math.Min(step.Weight, rate.Burst);
                    BigInteger? expected = model.Take(clock.Now, weight, step.Patience);
                    RateReservation reservation = bucket.Reserve(weight, TimeSpan.FromTicks(step.Patience));
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
    public void No_stretch_of_time_has_more_than_the_rate_whatever_is_given_back_and_whenever() =>
        Gen.Select(_rates, LimitStep.SequencesWithDrains).Sample(
            static (rate, steps) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                var run = new LimitRun(bucket, clock);
                foreach (LimitStep step in steps)
                    run.Do(step, rate.Burst);

                RateBound.Excess(run.Kept, rate.Permits, rate.Period, rate.Burst).Should().BeLessThanOrEqualTo(BigInteger.Zero);
            },
            iter: 20_000);

    [Fact]
    public void When_all_who_were_promised_permits_go_in_whatever_order_the_bucket_is_as_if_they_had_never_come() =>
        Gen.Select(_rates, Gen.Int[1, 8].Array[1, 20], Gen.Int[0, 1_000].Array[20], Gen.Long[0, 300]).Sample(
            static (rate, weights, order, pause) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                (HandClock otherClock, TokenBucket other) = Bucket(rate);
                foreach (TokenBucket emptied in (TokenBucket[])[bucket, other])
                    emptied.TryAcquire(rate.Burst).Should().BeTrue();
                clock.Now = otherClock.Now = pause % Math.Max(1, rate.PeriodTicks / rate.Permits);
                var run = new LimitRun(bucket, clock);
                foreach (int weight in weights)
                    run.Do(new(0, weight, TimeSpan.FromDays(1).Ticks, int.MaxValue), rate.Burst).IsGranted.Should().BeTrue();
                run.Kept.Should().OnlyContain(grant => grant.Due > clock.Now);
                run.RefundAll(order.Take(weights.Length));

                bucket.TryAcquire(1, out TimeSpan retryAfter);
                other.TryAcquire(1, out TimeSpan expected);
                retryAfter.Should().Be(expected);
                bucket.Snapshot().Available.Should().Be(other.Snapshot().Available);
            },
            iter: 3_000);

    [Fact]
    public void What_was_given_is_known_without_being_counted() =>
        Gen.Select(_rates, LimitStep.SequencesWithDrains, Gen.Int[0, 9].Array[60]).Sample(
            static (rate, steps, steering) =>
            {
                (HandClock clock, TokenBucket bucket) = Bucket(rate);
                var run = new LimitRun(bucket, clock);
                for (int i = 0; i < steps.Length; i++)
                {
                    run.Do(steps[i], rate.Burst);
                    if (steering[i] == 9)
                        bucket.Change(rate.Permits, rate.Period, rate.Burst);
                }

                RateLimitSnapshot snapshot = bucket.Snapshot();
                snapshot.Admitted.Should().Be(run.Given);
                snapshot.Refunded.Should().Be(run.Refunded);
                snapshot.Rejected.Should().Be(run.Refused);
            },
            iter: 2_000);

    private static (HandClock Clock, TokenBucket Bucket) Bucket(Rate rate)
    {
        var clock = new HandClock();
        return (clock, new(new() { Permits = rate.Permits, Period = rate.Period, Burst = rate.Burst }, clock));
    }

    private sealed record Rate(int Permits, long PeriodTicks, int Burst)
    {
        public TimeSpan Period => TimeSpan.FromTicks(PeriodTicks);
    }
}
