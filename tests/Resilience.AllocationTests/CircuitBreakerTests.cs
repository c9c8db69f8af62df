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
    public void A_refusal_while_probes_are_out_allocates_nothing()
    {
        CircuitBreaker breaker = HalfOpen();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        Check(breaker.TryEnter(out _));
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
    }

    [Fact]
    public void A_probe_that_does_not_close_the_circuit_yet_allocates_nothing()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(HalfOpen()).Build();
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
    }

    [Fact]
    public void A_refusal_inside_of_others_allocates_nothing()
    {
        var breaker = new CircuitBreaker();
        breaker.Trip(TimeSpan.FromDays(1));
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromSeconds(30)).AddRetry().AddCircuitBreaker(breaker).AddTimeout(TimeSpan.FromSeconds(10)).Build();
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsRejected)).Should().Be(0);
    }

    [Theory]
    [InlineData(CircuitState.MetricsOnly)]
    [InlineData(CircuitState.Disabled)]
    public void A_call_that_passes_by_hand_allocates_nothing(CircuitState state)
    {
        var breaker = new CircuitBreaker();
        if (state == CircuitState.Disabled)
            breaker.Disable();
        else
            breaker.UseMetricsOnly();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_call_on_the_ramp_allocates_nothing(double dice, bool passes)
    {
        var breaker = new CircuitBreaker(new() { RampDuration = TimeSpan.FromDays(1), Randomizer = () => dice });
        breaker.Trip(TimeSpan.Zero);
        Probe(breaker).Succeed();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        while (passes && pipeline.ExecuteOutcome(static (number, _) => number, 42, TestContext.Current.CancellationToken).IsRejected)
        {
            // In the first moment of the ramp nobody passes.
        }

        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).IsSuccess == passes)).Should().Be(0);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(5)]
    public void A_slow_call_limit_fine_or_coarse_allocates_nothing(double seconds)
    {
        ResiliencePipeline pipeline = Pipeline(new() { SlowCallThreshold = TimeSpan.FromSeconds(seconds), ExactTimes = true });
        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static (number, _) => number, 42).Result == 42)).Should().Be(0);
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

    [Theory]
    [InlineData(false, 1_024)]
    [InlineData(true, 1_408)]
    public void A_breaker_at_rest_takes_a_kilobyte_at_most_and_a_third_more_if_it_watches_slow_calls(bool watchesSlowCalls, long most)
    {
        var breakers = new CircuitBreaker[1_000];
        CircuitBreakerOptions options = Options(watchesSlowCalls);
        breakers[0] = new CircuitBreaker(options);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i < breakers.Length; i++)
        {
            breakers[i] = new CircuitBreaker(options);
            Check(breakers[i].TryEnter(out CircuitPermit permit));
            permit.Succeed();
        }

        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (breakers.Length - 1);
        each.Should().BeLessThanOrEqualTo(most);
        GC.KeepAlive(breakers);
    }

    private static CircuitBreaker HalfOpen()
    {
        var breaker = new CircuitBreaker(new() { SuccessesToClose = int.MaxValue, HalfOpenTimeout = TimeSpan.FromDays(1) });
        breaker.Trip(TimeSpan.Zero);
        Probe(breaker).Dispose();
        return breaker;
    }

    private static CircuitPermit Probe(CircuitBreaker breaker)
    {
        CircuitPermit probe;
        while (!breaker.TryEnter(out probe))
        {
            // A break of no time takes a tick of the system's clock.
        }

        return probe;
    }

    private static CircuitBreakerOptions Options(bool watchesSlowCalls) =>
        new() { SlowCallThreshold = watchesSlowCalls ? TimeSpan.FromSeconds(5) : null };

    private static ResiliencePipeline Pipeline(CircuitBreakerOptions options) =>
        new ResiliencePipelineBuilder().AddCircuitBreaker(options).Build();

    private static void Check(bool condition) => Assert.True(condition);
}
