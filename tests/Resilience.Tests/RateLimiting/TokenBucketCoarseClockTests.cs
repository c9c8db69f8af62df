using System.Numerics;
using CsCheck;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>Under the system's clock, which is also read coarsely: here one that is moved by hand, with a tick of 10 ms.</summary>
public sealed class TokenBucketCoarseClockTests
{
    private const long Millisecond = 1_000_000;

    private readonly HandClock _clock = new(frequency: 1_000 * Millisecond);
    private int _exact;
    private int _offset;

    [Fact]
    public void A_bucket_that_is_neither_full_nor_empty_asks_the_coarse_clock_alone()
    {
        TokenBucket bucket = Bucket(permits: 1_000_000, burst: 1_000_000);
        for (int i = 0; i < 500_000; i++)
            bucket.TryAcquire().Should().BeTrue();
        int before = _exact;
        for (int i = 0; i < 100_000; i++)
            bucket.TryAcquire();

        _exact.Should().Be(before);
    }

    [Fact]
    public void A_fast_bucket_that_is_full_seldom_asks_the_exact_clock()
    {
        TokenBucket bucket = Bucket(permits: 1_000_000, burst: 1_000_000);
        for (int i = 0; i < 10_000; i++)
        {
            bucket.TryAcquire().Should().BeTrue();
            _clock.Now += Millisecond / 10;
        }

        _exact.Should().BeLessThan(200, "a second has passed, and one look is enough for some ticks");
    }

    [Fact]
    public void A_fast_bucket_gives_its_whole_burst_and_the_next_permit_when_it_comes()
    {
        TokenBucket bucket = Bucket(permits: 100_000, burst: 100_000);
        _clock.Now = 12_345_678;
        for (int i = 0; i < 100_000; i++)
            bucket.TryAcquire().Should().BeTrue();

        bucket.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromMicroseconds(10));
        _clock.Now += 9_999;
        bucket.TryAcquire().Should().BeFalse();
        _clock.Now++;
        bucket.TryAcquire().Should().BeTrue();
    }

    [Fact]
    public void A_bucket_that_is_not_fast_answers_as_by_exact_arithmetic() =>
        Gen.Select(
            Gen.Int[1, 5_000], Gen.Int[1, 10_000], Gen.Int[0, 9],
            Gen.Select(Gen.OneOf(Gen.Long[0, 1_000], Gen.Long[0, 30 * Millisecond], Gen.Long[0, 900 * Millisecond]), Gen.Int[1, 50]).Array[1, 60])
            .Sample(
                static (permits, burst, offset, steps) =>
                {
                    var test = new TokenBucketCoarseClockTests { _offset = offset };
                    TokenBucket bucket = test.Bucket(permits, burst);
                    // In the model's ticks of a nanosecond.
                    var model = new GcraModel(permits, TimeSpan.FromTicks(1_000 * Millisecond), burst);
                    foreach ((long pause, int weight) in steps)
                    {
                        test._clock.Now += pause;
                        int taken = Math.Min(weight, burst);
                        bucket.TryAcquire(taken).Should().Be(model.Take(test._clock.Now, taken, 0) is not null);
                    }
                },
                iter: 5_000);

    [Fact]
    public void No_stretch_of_time_has_more_than_the_rate_however_fast_the_bucket_is() =>
        Gen.Select(
            Gen.Int[10_000, 1_000_000], Gen.Double[0.05, 3], Gen.Int[0, 9],
            Gen.Select(Gen.OneOf(Gen.Long[0, 1_000], Gen.Long[0, 30 * Millisecond], Gen.Long[0, 900 * Millisecond]), Gen.Double[0, 0.6])
                .Array[1, 60])
            .Sample(
                static (permits, seconds, offset, steps) =>
                {
                    var test = new TokenBucketCoarseClockTests { _offset = offset };
                    int burst = (int)(permits * seconds);
                    TokenBucket bucket = test.Bucket(permits, burst);
                    var grants = new List<(long Tick, int Weight)>();
                    foreach ((long pause, double share) in steps)
                    {
                        test._clock.Now += pause;
                        int weight = Math.Max(1, (int)(burst * share));
                        if (bucket.TryAcquire(weight))
                            grants.Add((test._clock.Now, weight));
                    }

                    RateBound.Excess(grants, permits, TimeSpan.FromTicks(1_000 * Millisecond), burst)
                        .Should().BeLessThanOrEqualTo(BigInteger.Zero);
                    bucket.Snapshot().Admitted.Should().Be(grants.Sum(static grant => (long)grant.Weight));
                },
                iter: 5_000);

    private TokenBucket Bucket(int permits, int burst) =>
        new(new() { Permits = permits, Burst = burst }, new LimitClock(new CountingClock(this), () => (_clock.Now / Millisecond / 10 * 10) + _offset));

    /// <summary>Counts how often it is read.</summary>
    private sealed class CountingClock(TokenBucketCoarseClockTests test) : TimeProvider
    {
        public override long TimestampFrequency => test._clock.TimestampFrequency;

        public override long GetTimestamp()
        {
            test._exact++;
            return test._clock.Now;
        }
    }
}
