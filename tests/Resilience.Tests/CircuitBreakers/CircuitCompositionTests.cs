using Microsoft.Extensions.Time.Testing;
using Resilience.Pipelines;
using Resilience.Retries;
using Resilience.Telemetry;

namespace Resilience.CircuitBreakers;

/// <summary>Breakers among other strategies.</summary>
public sealed class CircuitCompositionTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreaker _breaker;

    public CircuitCompositionTests() => _breaker = new CircuitBreaker(new() { FailureRatio = null, ConsecutiveFailures = 2 }, _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_retry_outside_stops_at_the_refusal_by_default()
    {
        Dependency down = Dependency.Down();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new() { MaxAttempts = 10, Backoff = Backoff.None }).AddCircuitBreaker(_breaker).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Code.Should().Be(ErrorCodes.CircuitOpen);
        down.Calls.Should().Be(2);
        _breaker.Snapshot().RejectedOpen.Should().Be(1);
    }

    [Fact]
    public async Task A_retry_that_is_to_retry_refusals_waits_as_long_as_they_say_and_then_probes()
    {
        Dependency recovers = Dependency.Failing(2);
        var waits = new List<TimeSpan>();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new()
            {
                MaxAttempts = 10,
                Backoff = Backoff.None,
                RetryRejections = true,
                OnRetry = arguments =>
                {
                    waits.Add(arguments.Delay);
                    return default;
                },
            })
            .AddCircuitBreaker(_breaker).Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(recovers.CallAsync, Token).AsTask();
        while (!call.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await call).IsSuccess.Should().BeTrue();
        recovers.Calls.Should().Be(3);
        waits.Should().Contain(static wait => wait >= TimeSpan.FromSeconds(30), "the refusal says how long the circuit stays open");
        _breaker.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public async Task A_retry_inside_hides_from_the_breaker_what_it_mends()
    {
        Dependency blips = Dependency.Failing(1);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddCircuitBreaker(_breaker).AddRetry(new() { Backoff = Backoff.None }).Build();

        await pipeline.ExecuteAsync(blips.CallAsync, Token);

        CircuitBreakerSnapshot snapshot = _breaker.Snapshot();
        (snapshot.Calls, snapshot.Failures).Should().Be((1, 0));
    }

    [Fact]
    public async Task Each_attempt_of_a_retry_outside_is_a_call_of_its_own()
    {
        Dependency blips = Dependency.Failing(1);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new() { Backoff = Backoff.None }).AddCircuitBreaker(_breaker).Build();

        await pipeline.ExecuteAsync(blips.CallAsync, Token);

        CircuitBreakerSnapshot snapshot = _breaker.Snapshot();
        (snapshot.Calls, snapshot.Failures).Should().Be((2, 1));
    }

    [Fact]
    public async Task A_circuit_that_was_held_before_its_pipeline_was_built_refuses()
    {
        IDisposable hold = _breaker.Isolate("deployment");
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.AddCircuitBreaker(_breaker).Build();

        (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Code.Should().Be(ErrorCodes.CircuitIsolated);
        hold.Dispose();

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);
    }

    [Fact]
    public async Task A_fallback_outside_answers_while_the_circuit_is_open()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = _clock }
            .AddFallback(new FallbackOptions<int> { Handle = FailureFilter.Rejections, Action = static (_, _) => new(-1) })
            .AddCircuitBreaker(_breaker).Build();
        _breaker.Trip();

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(-1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_breaker_inside_a_middleware_counts_refuses_and_tells(bool asynchronous)
    {
        var events = new EventRecorder();
        var around = new PassingMiddleware();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock, Listeners = { events } }
            .Use(around).AddCircuitBreaker(_breaker).Build();

        for (int i = 0; i < 3; i++)
        {
            await pipeline.ExecuteOutcomeAsync<int>(
                async _ =>
                {
                    if (asynchronous)
                        await Task.Yield();
                    throw new IOException();
                },
                Token);
        }

        around.Runs.Should().Be(3);
        _breaker.State.Should().Be(CircuitState.Open);
        _breaker.Snapshot().RejectedOpen.Should().Be(1);
        events.Only(ResilienceEventKind.CircuitStateChanged).Code.Should().Be(ErrorCodes.CircuitOpen);
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(7), Token)).Should().Be(7);
        _breaker.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public async Task A_timeout_outside_that_ends_the_call_is_a_failure_of_what_was_called()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(TimeSpan.FromSeconds(2)).AddCircuitBreaker(_breaker).Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Timeouts.Bench.HangAsync, Token).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));
        await call;

        _breaker.Snapshot().Timeouts.Should().Be(1);
    }

    [Fact]
    public async Task The_four_numbers_of_older_libraries_make_a_breaker_and_a_timeout_for_each_request()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddCircuitBreaker(2, TimeSpan.FromSeconds(60), 3, TimeSpan.FromSeconds(10)).Build();
        for (int i = 0; i < 2; i++)
        {
            Task<Outcome<int>> slow = pipeline.ExecuteOutcomeAsync(Timeouts.Bench.HangAsync, Token).AsTask();
            _clock.Advance(TimeSpan.FromSeconds(10));
            (await slow).Exception.Should().BeOfType<OperationTimedOutException>();
        }

        (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Code.Should().Be(ErrorCodes.CircuitOpen);
        _clock.Advance(TimeSpan.FromSeconds(60));
        for (int i = 0; i < 3; i++)
            (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);
        pipeline.ToString().Should().Contain("2 in a row, break 1 min, 3 successes to close").And.Contain("timeout");
    }
}
