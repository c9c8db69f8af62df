namespace Resilience.AllocationTests;

/// <summary>A breaker allocates when it changes its state, and at no other time.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly TransientException _failure = new("busy");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_success_allocates_nothing(bool watchesSlowCalls)
    {
        ResiliencePipeline pipeline = Pipeline(Options(watchesSlowCalls));
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failure_as_a_value_allocates_nothing(bool watchesSlowCalls)
    {
        CircuitBreakerOptions options = Options(watchesSlowCalls);
        options.FailureRatio = null;
        ResiliencePipeline pipeline = Pipeline(options);
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(_failure)).IsFailure)).Should().Be(0);
    }

    [Fact]
    public void A_refusal_allocates_nothing()
    {
        var breaker = new CircuitBreaker();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        breaker.Trip(TimeSpan.FromDays(1));
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
        using IDisposable hold = breaker.Isolate("test");
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
    }

    [Fact]
    public void A_permit_that_is_given_back_on_its_thread_allocates_nothing()
    {
        var breaker = new CircuitBreaker();
        Allocations.PerCall(() =>
        {
            Check(breaker.TryEnter(out CircuitPermit permit));
            permit.Succeed();
            permit.Dispose();
        }).Should().Be(0);
    }

    [Fact]
    public void A_breaker_at_rest_takes_a_kilobyte_at_most()
    {
        var breakers = new CircuitBreaker[1_000];
        CircuitBreakerOptions options = new();
        breakers[0] = new CircuitBreaker(options);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i < breakers.Length; i++)
        {
            breakers[i] = new CircuitBreaker(options);
            Check(breakers[i].TryEnter(out CircuitPermit permit));
            permit.Succeed();
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (breakers.Length - 1);
        each.Should().BeLessThanOrEqualTo(1_024);
        GC.KeepAlive(breakers);
    }

    private static CircuitBreakerOptions Options(bool watchesSlowCalls) =>
        new() { SlowCallThreshold = watchesSlowCalls ? TimeSpan.FromSeconds(5) : null };

    private static ResiliencePipeline Pipeline(CircuitBreakerOptions options) =>
        new ResiliencePipelineBuilder().AddCircuitBreaker(options).Build();

    private static void Check(bool condition) => Assert.True(condition);
}
