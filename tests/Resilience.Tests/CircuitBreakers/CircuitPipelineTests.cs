using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.CircuitBreakers;

public sealed class CircuitPipelineTests
{
    private static readonly TransientException _fault = new("down");

    private readonly FakeTimeProvider _clock = new();
    private readonly EventRecorder _events = new();
    private int _calls;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void An_open_circuit_refuses_and_the_callback_does_not_run()
    {
        ResiliencePipeline pipeline = Pipeline(out CircuitBreaker breaker);
        Fail(pipeline);
        Outcome<int> outcome = pipeline.ExecuteOutcome(_ => ++_calls, Token);
        outcome.IsRejected.Should().BeTrue();
        outcome.Code.Should().Be(ErrorCodes.CircuitOpen);
        outcome.Failure!.Value.RetryAfter.Should().Be(TimeSpan.FromSeconds(30));
        _calls.Should().Be(1);
        breaker.Snapshot().RejectedOpen.Should().Be(1);

        Action call = () => pipeline.Execute(_ => ++_calls, Token);
        RejectedException thrown = call.Should().Throw<RejectedException>().Which;
        thrown.Rejection.Component.Should().Be("circuit");
        thrown.RetryAfter.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_shared_rejection_does_not_grow()
    {
        // In a peer a shared exception gathered the stack of every call that was refused.
        ResiliencePipeline pipeline = Pipeline(out _);
        Fail(pipeline);
        var traces = new List<int>();
        for (int i = 0; i < 100; i++)
        {
            Action call = () => pipeline.Execute(_ => ++_calls, Token);
            traces.Add(call.Should().Throw<RejectedException>().Which.StackTrace!.Length);
        }

        traces.Should().OnlyContain(length => length == traces[0]);
    }

    [Fact]
    public void A_probe_whose_filter_throws_gives_its_slot_back()
    {
        // In a peer the circuit then stayed half-open for ever.
        bool throws = false;
        ResiliencePipeline pipeline = Pipeline(out CircuitBreaker breaker, options => options.Handle =
            FailureFilter.When(_ => throws ? throw new TestException("filter") : true));
        Fail(pipeline);
        _clock.Advance(TimeSpan.FromSeconds(30));
        throws = true;
        Fail(pipeline).Exception.Should().BeOfType<TestException>();
        breaker.State.Should().Be(CircuitState.HalfOpen);
        breaker.Snapshot().ProbesOut.Should().Be(0);
        pipeline.Execute(_ => ++_calls, Token);
        breaker.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void A_probe_whose_result_predicate_throws_gives_its_slot_back()
    {
        var breaker = new CircuitBreaker(Options(), _clock);
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddCircuitBreaker(breaker, result => result == 0 ? throw new TestException("predicate") : result < 0).Build();
        pipeline.Execute(_ => -1, Token);
        _clock.Advance(TimeSpan.FromSeconds(30));
        pipeline.ExecuteOutcome(_ => 0, Token).Exception.Should().BeOfType<TestException>();
        breaker.Snapshot().ProbesOut.Should().Be(0);
    }

    [Fact]
    public async Task A_probe_whose_caller_cancels_gives_its_slot_back_and_closes_nothing()
    {
        ResiliencePipeline pipeline = Pipeline(out CircuitBreaker breaker);
        Fail(pipeline);
        _clock.Advance(TimeSpan.FromSeconds(30));
        using var caller = new CancellationTokenSource();
        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<int>(
            async token =>
            {
                await caller.CancelAsync();
                token.ThrowIfCancellationRequested();
                return 1;
            },
            caller.Token);
        outcome.IsCancelled.Should().BeTrue();
        breaker.State.Should().Be(CircuitState.HalfOpen);
        breaker.Snapshot().ProbesOut.Should().Be(0);
    }

    [Fact]
    public void A_probe_whose_clock_throws_gives_its_slot_back()
    {
        var clock = new FaultyClock();
        var breaker = new CircuitBreaker(Options(), clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        Fail(pipeline);
        clock.Now += TimeSpan.FromSeconds(30).Ticks;
        pipeline.ExecuteOutcome(_ => clock.Fails = true, Token).IsSuccess.Should().BeTrue();
        clock.Fails = false;
        breaker.Snapshot().ProbesOut.Should().Be(0);
        pipeline.ExecuteOutcome<int>(
            _ =>
            {
                clock.Fails = true;
                throw _fault;
            },
            Token).Exception.Should().BeOfType<TestException>();
        clock.Fails = false;
        breaker.Snapshot().ProbesOut.Should().Be(0);
        breaker.State.Should().Be(CircuitState.HalfOpen);
    }

    [Fact]
    public void Results_that_nobody_judges_are_successes()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = _clock }
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None, HandleResult = static result => result < 0 })
            .AddCircuitBreaker(new CircuitBreakerOptions<int> { FailureRatio = null, ConsecutiveFailures = 1 })
            .Build();
        pipeline.Execute(_ => -1, Token).Should().Be(-1);
    }

    [Fact]
    public void Results_are_judged_by_the_breakers_own_predicate_and_by_the_pipelines_classification()
    {
        ResiliencePipeline<int> own = new ResiliencePipelineBuilder<int>()
            .AddCircuitBreaker(new CircuitBreakerOptions<int>
            {
                FailureRatio = null,
                ConsecutiveFailures = 1,
                HandleResult = static result => result < 0,
            }).Build();
        own.Execute(_ => -1, Token);
        own.ExecuteOutcome(_ => 1, Token).IsRejected.Should().BeTrue();

        ResiliencePipeline<int> classified = new ResiliencePipelineBuilder<int>
        {
            ClassifyResult = static result => result < 0 ? new(FailureCause.Http, FailureDisposition.Transient) : null,
        }.AddCircuitBreaker(new() { FailureRatio = null, ConsecutiveFailures = 1 }).Build();
        classified.Execute(_ => -1, Token);
        classified.ExecuteOutcome(_ => 1, Token).IsRejected.Should().BeTrue();
    }

    [Fact]
    public void One_breaker_serves_pipelines_with_results_of_any_type()
    {
        var breaker = new CircuitBreaker(Options(), _clock);
        ResiliencePipeline untyped = new ResiliencePipelineBuilder().AddCircuitBreaker(breaker).Build();
        ResiliencePipeline<string> typed = new ResiliencePipelineBuilder<string>().AddCircuitBreaker(breaker).Build();
        Fail(untyped);
        typed.ExecuteOutcome(_ => "", Token).IsRejected.Should().BeTrue();
    }

    [Fact]
    public void Each_pipeline_that_is_built_has_a_breaker_of_its_own()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder().AddCircuitBreaker(1, TimeSpan.FromMinutes(1));
        ResiliencePipeline first = builder.Build();
        ResiliencePipeline second = builder.Build();
        Fail(first);
        first.ExecuteOutcome(_ => 1, Token).IsRejected.Should().BeTrue();
        second.ExecuteOutcome(_ => 1, Token).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public void Rejections_from_inside_count_for_nothing_whatever_the_filter_says()
    {
        var inner = new CircuitBreaker(timeProvider: _clock);
        inner.Trip();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddCircuitBreaker(new() { FailureRatio = null, ConsecutiveFailures = 1, Handle = FailureFilter.Any, Name = "outer" })
            .AddCircuitBreaker(inner).Build();
        pipeline.ExecuteOutcome(_ => 1, Token).Rejection!.Component.Should().Be("circuit breaker");
        inner.Reset();
        pipeline.ExecuteOutcome<int>(_ => throw new RejectedException(new(RejectionReason.BulkheadFull, "other")), Token);
        pipeline.ExecuteOutcome(_ => 1, Token).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public void What_it_does_is_told_to_the_listeners_of_its_pipelines()
    {
        ResiliencePipeline pipeline = Pipeline(out _);
        Fail(pipeline);
        pipeline.ExecuteOutcome(_ => 1, Token);
        ResilienceEvent changed = _events.Only(ResilienceEventKind.CircuitStateChanged);
        changed.Strategy.Should().Be("circuit");
        changed.Reason.Should().Be("closed → open for 30 s (failures in a row)");
        changed.Duration.Should().Be(TimeSpan.FromSeconds(30));
        _events.Only(ResilienceEventKind.Rejected).Code.Should().Be(ErrorCodes.CircuitOpen);
    }

    [Fact]
    public void A_handler_that_throws_is_reported()
    {
        ResiliencePipeline pipeline = Pipeline(out _, options => options.OnTransition = _ => throw new TestException("handler"));
        Fail(pipeline);
        _events.Only(ResilienceEventKind.CallbackFailed).Exception.Should().BeOfType<TestException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void In_shadow_mode_it_says_what_it_would_do_and_lets_every_call_through(bool wholePipeline)
    {
        var breaker = new CircuitBreaker(Options(), _clock) { ShadowMode = !wholePipeline };
        var builder = new ResiliencePipelineBuilder { ShadowMode = wholePipeline, Listeners = { _events } };
        ResiliencePipeline pipeline = builder.AddCircuitBreaker(breaker).Build();
        Fail(pipeline);
        breaker.State.Should().Be(CircuitState.Open);
        Fail(pipeline).IsRejected.Should().BeFalse();
        pipeline.ExecuteOutcome(_ => 1, Token).IsSuccess.Should().BeTrue();
        breaker.State.Should().Be(CircuitState.Open);
        CircuitBreakerSnapshot snapshot = breaker.Snapshot();
        snapshot.WouldHaveRejected.Should().Be(2);
        snapshot.RejectedOpen.Should().Be(0);
        pipeline.ShadowReport().Rejections.Should().Be(2);
        _events.Events.Where(static e => e.Kind == ResilienceEventKind.ShadowDecision).Should().HaveCount(2)
            .And.OnlyContain(static e => e.Code == ErrorCodes.CircuitOpen);

        _clock.Advance(TimeSpan.FromSeconds(30));
        pipeline.ExecuteOutcome(_ => 1, Token);
        breaker.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void Shadow_mode_can_be_switched_and_works_alone()
    {
        var breaker = new CircuitBreaker(new() { ShadowMode = true }, _clock);
        breaker.Trip();
        breaker.TryEnter(out CircuitPermit permit).Should().BeTrue();
        permit.Succeed();
        breaker.State.Should().Be(CircuitState.Open);
        breaker.ShadowMode = false;
        breaker.TryEnter(out _).Should().BeFalse();
    }

    [Fact]
    public void A_retry_around_it_does_not_insist()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new() { Backoff = Backoff.None, MaxAttempts = 5 })
            .AddCircuitBreaker(2, TimeSpan.FromMinutes(1))
            .Build();
        Fail(pipeline).IsRejected.Should().BeTrue();
        _calls.Should().Be(2);
    }

    [Fact]
    public void Errors_in_the_options_are_reported_when_the_pipeline_is_built()
    {
        Action build = () => new ResiliencePipelineBuilder().AddCircuitBreaker(new() { Probes = 0, MinimumCalls = 0 }).Build();
        build.Should().Throw<InvalidPipelineException>().Which.Message.Should().Contain("Probes is 0").And.Contain("MinimumCalls is 0");
    }

    [Fact]
    public void An_exception_counts_by_its_classification_when_the_breaker_works_alone()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Enter().Fail(new ArgumentException("wrong call"));
        circuit.Enter().Fail(new OperationCanceledException());
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Enter().Fail(_fault);
        circuit.State.Should().Be(CircuitState.Open);
    }

    private ResiliencePipeline Pipeline(out CircuitBreaker breaker, Action<CircuitBreakerOptions>? configure = null)
    {
        CircuitBreakerOptions options = Options();
        configure?.Invoke(options);
        breaker = new CircuitBreaker(options, _clock);
        return new ResiliencePipelineBuilder { TimeProvider = _clock, Listeners = { _events } }.AddCircuitBreaker(breaker).Build();
    }

    private static CircuitBreakerOptions Options() => new() { Name = "circuit", FailureRatio = null, ConsecutiveFailures = 1 };

    private Outcome<int> Fail(ResiliencePipeline pipeline) => pipeline.ExecuteOutcome<int>(
        _ =>
        {
            _calls++;
            throw _fault;
        },
        Token);
}
