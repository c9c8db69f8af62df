namespace Resilience.AllocationTests;

/// <summary>An adaptive limit allocates when it changes, and at no other time.</summary>
public sealed class AdaptiveLimitTests
{
    private static readonly TransientException _failure = new("busy");
    private static readonly RateLimitException _drop = new("slow down");

    public static TheoryData<string> Algorithms => ["AIMD", "Gradient2"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_success_allocates_nothing(string algorithm)
    {
        ResiliencePipeline pipeline = Pipeline(Options(algorithm));
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_failure_and_a_drop_as_values_allocate_nothing(string algorithm)
    {
        ResiliencePipeline pipeline = Pipeline(Options(algorithm));
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(_failure)).IsFailure)).Should().Be(0);
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(_drop)).IsFailure)).Should().Be(0);
    }

    [Fact]
    public void A_permit_that_is_given_back_on_its_thread_allocates_nothing()
    {
        var bulkhead = new Bulkhead(new() { Adaptive = Options("AIMD") });
        Allocations.PerCall(() =>
        {
            Check(bulkhead.TryEnter(out BulkheadPermit permit));
            permit.Dispose();
        }).Should().Be(0);
    }

    [Fact]
    public void A_decision_that_changes_nothing_allocates_nothing()
    {
        AdaptiveLimitOptions options = Options("AIMD");
        options.Window = TimeSpan.FromMilliseconds(100);
        var bulkhead = new Bulkhead(new() { Adaptive = options }, new TickingClock());
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
        bulkhead.Snapshot().Adaptive!.Decisions.Should().BeGreaterThan(1_000);
    }

    [Fact]
    public void A_limit_at_rest_takes_four_kilobytes_at_most()
    {
        var bulkheads = new Bulkhead[1_000];
        BulkheadOptions plain = new();
        BulkheadOptions adaptive = new() { Adaptive = Options("Gradient2") };
        long without = Size(plain);
        long with = Size(adaptive);
        (with - without).Should().BeLessThanOrEqualTo(4_096);
        GC.KeepAlive(bulkheads);

        long Size(BulkheadOptions options)
        {
            Array.Clear(bulkheads);
            bulkheads[0] = new Bulkhead(options);
            long before = GC.GetTotalMemory(forceFullCollection: true);
            for (int i = 1; i < bulkheads.Length; i++)
                bulkheads[i] = new Bulkhead(options);
            return (GC.GetTotalMemory(forceFullCollection: true) - before) / (bulkheads.Length - 1);
        }
    }

    // Everything is measured, and one call at a time is no reason to grow.
    private static AdaptiveLimitOptions Options(string algorithm)
    {
        AdaptiveLimitOptions options = algorithm == "AIMD" ? new AimdLimitOptions() : new Gradient2LimitOptions();
        options.MinimumTime = TimeSpan.Zero;
        return options;
    }

    private static ResiliencePipeline Pipeline(AdaptiveLimitOptions options) =>
        new ResiliencePipelineBuilder().AddBulkhead(new BulkheadOptions { Adaptive = options }).Build();

    private static void Check(bool condition) => Assert.True(condition);

    /// <summary>Goes on by a millisecond whenever it is read: a window is fifty calls.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _now = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += TimeSpan.TicksPerMillisecond;
    }
}
