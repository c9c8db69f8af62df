namespace Resilience.AllocationTests;

/// <summary>A million calls of every outcome leave counts, registrations and memory where they were.</summary>
public sealed class RateLimitLeakTests
{
    private const int Calls = 1_000_000;
    private const int Crowd = 1_000;
    private const long Tolerance = 256 * 1_024;

    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, Action<RateLimit, StillClock>> _calls = new()
    {
        ["admitted"] = static (limit, clock) =>
        {
            clock.Time += TimeSpan.FromSeconds(2);
            Assert.True(limit.TryAcquire());
        },
        ["refused"] = static (limit, _) => Assert.False(limit.TryAcquire(2)),
        ["reserved and given back"] = static (limit, _) => Assert.True(limit.Reserve(1, _long).Refund()),
        ["reserved and used"] = static (limit, clock) =>
        {
            RateReservation reservation = limit.Reserve(1, _long);
            Assert.True(reservation.IsGranted);
            clock.Time += reservation.Delay;
        },
        ["reserved, used and given back all the same"] = static (limit, clock) =>
        {
            RateReservation reservation = limit.Reserve(1, _long);
            clock.Time += reservation.Delay;
            Assert.True(reservation.Refund());
        },
        ["cancelled before"] = static (limit, _) => Assert.True(limit.WaitAsync(1, new(canceled: true)).AsTask().IsCanceled),
        ["drained"] = static (limit, clock) =>
        {
            clock.Time += TimeSpan.FromSeconds(1);
            limit.Drain(TimeSpan.FromSeconds(1));
        },
    };

    public static TheoryData<string, bool> Outcomes
    {
        get
        {
            var outcomes = new TheoryData<string, bool>();
            foreach (string outcome in _calls.Keys)
            {
                outcomes.Add(outcome, false);
                outcomes.Add(outcome, true);
            }

            return outcomes;
        }
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Nothing_is_left_behind(string outcome, bool isWindow)
    {
        var clock = new StillClock();
        RateLimit limit = Limit(isWindow, clock);
        Assert.True(limit.TryAcquire());
        Action<RateLimit, StillClock> call = _calls[outcome];
        for (int i = 0; i < 1_000; i++)
            call(limit, clock);

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Calls; i++)
            call(limit, clock);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        grown.Should().BeLessThan(Tolerance);
        limit.Snapshot().Waiting.Should().Be(0);
        clock.Time += TimeSpan.FromMinutes(1);
        limit.Snapshot().Available.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_left_behind_by_calls_that_stop_waiting(bool isWindow)
    {
        var clock = new StillClock();
        RateLimit limit = Limit(isWindow, clock);
        Assert.True(limit.TryAcquire());
        await CrowdAsync(limit);

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Calls / Crowd; i++)
            await CrowdAsync(limit);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        grown.Should().BeLessThan(Tolerance);
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Waiting == 0 && it.Refunded == Calls + Crowd);
        clock.Time += TimeSpan.FromSeconds(2);
        limit.Snapshot().Available.Should().Be(1);
    }

    private static async Task CrowdAsync(RateLimit limit)
    {
        using var caller = new CancellationTokenSource();
        var calls = new Task<bool>[Crowd];
        for (int i = 0; i < Crowd; i++)
            calls[i] = limit.WaitAsync(1, caller.Token).AsTask();
        Assert.Equal(Crowd, limit.Snapshot().Waiting);
        await caller.CancelAsync();
        await Task.WhenAll(calls).ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.All(calls, static call => Assert.True(call.IsCanceled));
    }

    private static RateLimit Limit(bool isWindow, TimeProvider clock) => isWindow
        ? new SlidingWindow(new() { Permits = 1, MaxWait = _long, QueueLimit = Crowd }, clock)
        : new TokenBucket(new() { Permits = 1, MaxWait = _long, QueueLimit = Crowd }, clock);
}
