using Microsoft.Extensions.Time.Testing;
using Resilience.Timing;

namespace Resilience.RateLimiting;

public sealed class TokenBucketTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_full_bucket_gives_its_burst_at_once_and_then_the_rate()
    {
        TokenBucket bucket = Bucket(permits: 10, burst: 3);

        bucket.TryAcquire().Should().BeTrue();
        bucket.TryAcquire(2).Should().BeTrue();
        for (int i = 0; i < 5; i++)
        {
            bucket.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();
            retryAfter.Should().Be(TimeSpan.FromMilliseconds(100));
            Advance(99);
            bucket.TryAcquire().Should().BeFalse();
            Advance(1);
            bucket.TryAcquire().Should().BeTrue();
        }
    }

    [Fact]
    public void No_more_than_the_burst_gathers()
    {
        TokenBucket bucket = Bucket(permits: 10, burst: 3);
        bucket.Empty();

        _clock.Advance(TimeSpan.FromDays(365));

        bucket.Snapshot().Available.Should().Be(3);
        bucket.TryAcquire(3).Should().BeTrue();
        bucket.TryAcquire().Should().BeFalse();
    }

    [Fact]
    public void The_burst_may_be_larger_than_what_comes_in_a_period()
    {
        TokenBucket bucket = Bucket(permits: 10, burst: 50);
        bucket.Empty();

        Advance(2_000);

        bucket.Snapshot().Available.Should().Be(20);
    }

    [Fact]
    public void Weights_are_taken_as_a_whole_or_not_at_all()
    {
        TokenBucket bucket = Bucket(permits: 10, burst: 10);
        bucket.TryAcquire(8).Should().BeTrue();

        bucket.TryAcquire(5, out TimeSpan retryAfter).Should().BeFalse();

        retryAfter.Should().Be(TimeSpan.FromMilliseconds(300));
        bucket.Snapshot().Available.Should().Be(2);
        bucket.TryAcquire(2).Should().BeTrue();
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(1_000_000_000)]
    public void One_call_a_second_is_admitted_every_second(long frequency)
    {
        // On a clock that is also read coarsely, as the system's is.
        var clock = new HandClock(frequency);
        var bucket = new TokenBucket(
            new() { Permits = 1, Burst = 1 }, new LimitClock(clock, () => clock.Now / (frequency / 100) * 10));

        for (int second = 0; second < 100; second++)
        {
            clock.Now = second * frequency;
            bucket.TryAcquire().Should().BeTrue();
            bucket.TryAcquire().Should().BeFalse();
            clock.Now += frequency - 1;
            bucket.TryAcquire().Should().BeFalse();
        }
    }

    [Fact]
    public void The_bucket_prints_its_rate()
    {
        Bucket(permits: 10, burst: 3).ToString().Should().Be("bucket (10 per 1 s, burst 3)");
        new TokenBucket().ToString().Should().Be("token bucket (100 per 1 s, burst 100)");
    }

    [Fact]
    public void The_snapshot_tells_the_rate_and_what_happened()
    {
        TokenBucket bucket = Bucket(permits: 10, burst: 4);
        bucket.TryAcquire(3);
        bucket.Reserve(1).Refund();
        bucket.TryAcquire(2);
        bucket.TryAcquire(2);
        bucket.Reserve(2, Limits.Second);

        bucket.Snapshot().Should().Be(new RateLimitSnapshot(
            Available: 0, Permits: 10, Period: Limits.Second, Burst: 4, Admitted: 6, Rejected: 2, Waiting: 0, Waited: 1, Refunded: 1,
            DrainedFor: null, WouldHaveRejected: 0));
    }

    private TokenBucket Bucket(int permits, int burst) =>
        new(new() { Name = "bucket", Permits = permits, Burst = burst }, _clock);

    private void Advance(double milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
