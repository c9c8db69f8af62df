using System.Numerics;
using Resilience.Faults;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>Invariants that must hold for every interleaving.</summary>
[Collection(nameof(OneAtATime))]
public sealed class RateLimitStressTests
{
    private const long Millisecond = 1_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1_000, 10, 3, 20, false)]
    [InlineData(1_000, 10, 3, 20, true)]
    [InlineData(1_000_000, 1_000_000, 5_000, 30, true)]
    [InlineData(1_000_000, 300_000, 3_000, 100, true)]
    [InlineData(1_000_000, 100, 10, 1, false)]
    public void However_threads_meet_no_stretch_of_time_has_more_than_the_rate(
        int permits, int burst, int weight, int step, bool hasCoarseClock)
    {
        for (int run = 0; run < 3; run++)
        {
            var clock = new HandClock(frequency: 1_000 * Millisecond);
            var bucket = new TokenBucket(
                new() { Permits = permits, Burst = burst },
                new LimitClock(clock, hasCoarseClock ? () => clock.Now / Millisecond / 10 * 10 : null));
            var crowd = new LimitCrowd(bucket, clock, weight, step * Millisecond);

            crowd.Run(random => bucket.Snapshot().Available.Should().BeInRange(0, burst));

            RateBound.Excess(crowd.Kept, permits, TimeSpan.FromTicks(1_000 * Millisecond), burst).Should().BeLessThanOrEqualTo(BigInteger.Zero);
        }
    }

    [Theory]
    [InlineData(50, 200, 20, 30, false)]
    [InlineData(5_000, 1_000, 20, 30, true)]
    [InlineData(5_000, 1_000, 1, 300, true)]
    public void However_threads_meet_no_window_has_more_than_the_permits(
        int permits, int milliseconds, int segments, int step, bool hasCoarseClock)
    {
        for (int run = 0; run < 3; run++)
        {
            var clock = new HandClock(frequency: 1_000 * Millisecond);
            var window = new SlidingWindow(
                new() { Permits = permits, Window = TimeSpan.FromMilliseconds(milliseconds), Segments = segments },
                new LimitClock(clock, hasCoarseClock ? () => clock.Now / Millisecond / 10 * 10 : null));
            var crowd = new LimitCrowd(window, clock, Math.Max(1, permits / 500), step * Millisecond);

            crowd.Run(random => window.Snapshot().Available.Should().BeInRange(0, permits));

            WindowBound.Most(crowd.Kept, milliseconds * Millisecond).Should().BeLessThanOrEqualTo(permits);
        }
    }

    [Theory, Kinds]
    public void Nothing_is_lost_in_counting_while_a_limit_is_changed_and_drained(LimitKind kind)
    {
        var clock = new HandClock(frequency: 1_000 * Millisecond);
        RateLimit limit = Limits.Create(kind, 500, clock);
        new LimitCrowd(limit, clock, mostWeight: 3, longestStep: 50 * Millisecond).Run(random =>
        {
            switch (random.Next(4))
            {
                case 0:
                    limit.Drain();
                    break;
                case 1:
                    limit.Drain(TimeSpan.FromMilliseconds(random.Next(5)));
                    break;
                default:
                    limit.Change(random.Next(100, 1_000), TimeSpan.FromSeconds(random.NextDouble() + 0.1));
                    break;
            }
        });
    }

    [Theory, Kinds]
    public async Task Every_call_that_waits_is_served_or_cancelled_and_none_is_early(LimitKind kind)
    {
        const int calls = 400;
        const int permits = 20;
        TimeSpan period = TimeSpan.FromMilliseconds(20);
        RateLimit limit = kind == LimitKind.TokenBucket
            ? new TokenBucket(new() { Permits = permits, Period = period, MaxWait = TimeSpan.FromMinutes(1), QueueLimit = calls })
            : new SlidingWindow(new() { Permits = permits, Window = period, MaxWait = TimeSpan.FromMinutes(1), QueueLimit = calls });
        long started = TimeProvider.System.GetTimestamp();
        int served = 0;
        int cancelled = 0;

        await Task.WhenAll(Enumerable.Range(0, calls).Select(number => Task.Run(() => CallAsync(number), Token)));

        TimeSpan took = TimeProvider.System.GetElapsedTime(started);
        RateLimitSnapshot snapshot = limit.Snapshot();
        (served + cancelled).Should().Be(calls);
        served.Should().BeGreaterThanOrEqualTo(calls / 2);
        snapshot.Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Rejected == 0);
        (snapshot.Admitted - snapshot.Refunded).Should().Be(served);
        took.Should().BeGreaterThanOrEqualTo(period * (served / permits - 1));

        async Task CallAsync(int number)
        {
            using var caller = new CancellationTokenSource();
            ValueTask<bool> call = limit.WaitAsync(1, caller.Token);
            if (number % 2 == 0)
                await caller.CancelAsync();
            try
            {
                (await call).Should().BeTrue();
                Interlocked.Increment(ref served);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }
        }
    }
}
