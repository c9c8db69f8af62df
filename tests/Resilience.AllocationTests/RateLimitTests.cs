namespace Resilience.AllocationTests;

/// <summary>A limit allocates when a call waits, and at no other time.</summary>
public sealed class RateLimitTests
{
    private const int Plenty = 1_000_000_000;

    private static readonly Dictionary<string, Func<RateLimit>> _open = new()
    {
        ["token bucket"] = static () => new TokenBucket(new() { Permits = Plenty }),
        ["token bucket on another clock"] = static () => new TokenBucket(new() { Permits = Plenty }, new StillClock()),
        ["slow token bucket"] = static () => new TokenBucket(new() { Permits = 1_000, Burst = Plenty / 100 }),
        ["sliding window"] = static () => new SlidingWindow(new() { Permits = Plenty }),
        ["sliding window on another clock"] = static () => new SlidingWindow(new() { Permits = Plenty }, new StillClock()),
        ["sliding window of short segments"] = static () => new SlidingWindow(
            new() { Permits = Plenty, Window = TimeSpan.FromMilliseconds(10), Segments = 1_000 }),
    };

    private static readonly Dictionary<string, Func<RateLimit>> _empty = new()
    {
        ["token bucket"] = static () => new TokenBucket(new() { Permits = 1, Period = TimeSpan.FromDays(1) }),
        ["sliding window"] = static () => new SlidingWindow(new() { Permits = 1, Window = TimeSpan.FromDays(1) }),
    };

    public static TheoryData<string> Open => [.. _open.Keys];

    public static TheoryData<string> Empty => [.. _empty.Keys];

    [Theory]
    [MemberData(nameof(Open))]
    public void A_permit_that_is_there_allocates_nothing(string name)
    {
        RateLimit limit = _open[name]();
        ResiliencePipeline pipeline = Pipeline(limit);
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
        Allocations.PerCall(() => Check(limit.TryAcquire(2))).Should().Be(0);
        Allocations.PerCall(() => Check(Result(limit.WaitAsync()))).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Empty))]
    public void A_refusal_allocates_nothing(string name)
    {
        RateLimit limit = _empty[name]();
        limit.TryAcquire();
        ResiliencePipeline pipeline = Pipeline(limit);
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
        Allocations.PerCall(() => Check(!limit.TryAcquire(1, out TimeSpan retryAfter) && retryAfter > TimeSpan.Zero)).Should().Be(0);
        Allocations.PerCall(() => Check(!Result(limit.WaitAsync()))).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Open))]
    public void A_permit_that_is_given_back_because_a_strategy_inside_refuses_allocates_nothing(string name)
    {
        RateLimit limit = _open[name]();
        var breaker = new CircuitBreaker();
        breaker.Trip(TimeSpan.FromDays(1));
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().Add(limit).AddCircuitBreaker(breaker).Build();
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Empty))]
    public void A_call_in_shadow_mode_allocates_nothing(string name)
    {
        RateLimit limit = _empty[name]();
        limit.ShadowMode = true;
        ResiliencePipeline pipeline = Pipeline(limit);
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
    }

    private static ResiliencePipeline Pipeline(RateLimit limit) => new ResiliencePipelineBuilder().Add(limit).Build();

    private static bool Result(ValueTask<bool> call) => call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException();

    private static void Check(bool condition) => Assert.True(condition);
}
