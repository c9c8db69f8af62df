using Microsoft.Extensions.Time.Testing;

namespace Resilience.Pipelines;

/// <summary>
/// What is inside of a middleware runs with a token that says that it is over, but not why. The part must know all the same: a breaker
/// that takes a timeout for the caller's cancellation never opens.
/// </summary>
public sealed class InnerCancellationTests : IDisposable
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();
    private readonly CancellationTokenSource _caller = new();
    private readonly CircuitBreaker _breaker;
    private readonly List<string> _steps = [];
    private Exception? _seen;

    public InnerCancellationTests() => _breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" }, _clock);

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task A_deadline_outside_is_a_timeout_inside(int middlewares, bool withStrategyBetween)
    {
        Task<Outcome<int>> call = Pipeline(middlewares, withStrategyBetween).ExecuteOutcomeAsync(HangAsync, _caller.Token).AsTask();
        _clock.Advance(_limit);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(_limit);
        _breaker.Snapshot().Timeouts.Should().Be(1);
        _breaker.Snapshot().Failures.Should().Be(1);
        _steps.Should().Equal("inside enter 1", "inside failure 1 failure.timeout");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public async Task The_callers_cancellation_is_neutral_inside_and_has_the_callers_token(int middlewares, bool withStrategyBetween)
    {
        Task<Outcome<int>> call = Pipeline(middlewares, withStrategyBetween).ExecuteOutcomeAsync(HangAsync, _caller.Token).AsTask();
        await _caller.CancelAsync();

        Outcome<int> outcome = await call;
        outcome.IsCancelled.Should().BeTrue();
        outcome.Exception.Should().BeOfType<OperationCanceledException>().Which.CancellationToken.Should().Be(_caller.Token);
        _breaker.Snapshot().Calls.Should().Be(0);
        _steps.Should().Equal("inside enter 1", "inside cancelled 1");
        _seen.Should().BeAssignableTo<OperationCanceledException>().Which.CancellationToken.Should().Be(_caller.Token);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task The_caller_wins_even_if_the_deadline_has_passed_too(int middlewares, bool withStrategyBetween)
    {
        var release = new TaskCompletionSource();
        Task<Outcome<int>> call = Pipeline(middlewares, withStrategyBetween).ExecuteOutcomeAsync<int>(
            async token =>
            {
                await release.Task;
                throw new OperationCanceledException(token);
            },
            _caller.Token).AsTask();
        _clock.Advance(_limit);
        await _caller.CancelAsync();
        release.SetResult();

        Outcome<int> outcome = await call;
        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(_caller.Token);
        _breaker.Snapshot().Calls.Should().Be(0);
    }

    [Fact]
    public async Task What_a_middleware_cancels_itself_is_neither_a_timeout_nor_a_failure()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = _clock }
            .AddTimeout(_limit)
            .Use(static async (inner, token) =>
            {
                using var source = CancellationTokenSource.CreateLinkedTokenSource(token);
                ValueTask<Outcome<int>> running = inner.InvokeAsync(source.Token);
                await source.CancelAsync();
                return (await running).IsCancelled ? Outcome.Success(-1) : throw new TestException();
            })
            .AddCircuitBreaker(_breaker)
            .Build();

        (await pipeline.ExecuteAsync(HangAsync, _caller.Token)).Should().Be(-1);
        _breaker.Snapshot().Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_deadline_inside_is_still_claimed_by_the_timeout_that_set_it()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(_limit)
            .Use(new PassingMiddleware())
            .AddCircuitBreaker(_breaker)
            .AddTimeout(TimeSpan.FromSeconds(2))
            .Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(HangAsync, _caller.Token).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(2));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(TimeSpan.FromSeconds(2));
        _breaker.Snapshot().Timeouts.Should().Be(1);
    }

    [Fact]
    public async Task A_part_that_is_left_behind_after_the_deadline_is_a_timeout_inside()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(_limit)
            .Use(new PassingMiddleware())
            .AddCircuitBreaker(_breaker)
            .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromSeconds(30), Abandon = true })
            .Build();
        var started = new TaskCompletionSource();
        var never = new TaskCompletionSource<int>();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            _ =>
            {
                started.SetResult();
                return new ValueTask<int>(never.Task);
            },
            _caller.Token).AsTask();
        await started.Task;
        _clock.Advance(_limit);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(_limit);
        _breaker.Snapshot().Timeouts.Should().Be(1);
        never.SetResult(0);
    }

    [Fact]
    public async Task A_synchronous_caller_sees_the_same()
    {
        using var started = new ManualResetEventSlim();
        Task<Outcome<int>> call = Task.Run(
            () => Pipeline(2, withStrategyBetween: true).ExecuteOutcome(
                token =>
                {
                    started.Set();
                    token.WaitHandle.WaitOne();
                    token.ThrowIfCancellationRequested();
                    return 0;
                },
                _caller.Token),
            TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);
        _clock.Advance(_limit);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _breaker.Snapshot().Timeouts.Should().Be(1);
    }

    [Fact]
    public async Task A_retry_inside_gives_the_timeout_at_once()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddTimeout(_limit)
            .Use(new PassingMiddleware())
            .AddRetry(new RetryOptions { Backoff = Backoff.None, MaxAttempts = 3 })
            .AddCircuitBreaker(_breaker)
            .Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(HangAsync, _caller.Token).AsTask();
        _clock.Advance(_limit);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _breaker.Snapshot().Timeouts.Should().Be(1, "there is no time for another attempt");
    }

    private static async ValueTask<int> HangAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.Infinite, token);
        return 0;
    }

    private ResiliencePipeline Pipeline(int middlewares, bool withStrategyBetween)
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { TimeProvider = _clock }.AddTimeout(_limit);
        for (int i = 0; i < middlewares; i++)
        {
            if (i > 0 && withStrategyBetween)
                builder.AddRetry(new RetryOptions { MaxAttempts = 1 });
            builder.Use(new WatchingMiddleware(this));
        }

        return builder
            .AddStrategy(() => new RecordingStrategy("inside", _steps, StrategySteps.Enter | StrategySteps.Leave))
            .AddCircuitBreaker(_breaker)
            .Build();
    }

    private sealed class WatchingMiddleware(InnerCancellationTests test) : IResilienceMiddleware
    {
        public async ValueTask<Outcome<T>> InvokeAsync<T>(ResilienceNext<T> inner, CancellationToken cancellationToken)
        {
            Outcome<T> outcome = await inner.InvokeAsync(cancellationToken);
            test._seen ??= outcome.Exception;
            return outcome;
        }
    }
}
