using Resilience.Telemetry;
using Resilience.Timeouts;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>A wait on the way in is like a slow callback: it ends by the caller and by the deadlines outside, and those claim it.</summary>
public sealed class EntryDelayTests : IDisposable
{
    private static readonly TimeSpan _second = Bench.Second;
    private readonly Bench _bench = new();
    private int _calls;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(double.MaxValue, 1)]
    [InlineData(100 * 86_400, 1)]
    public async Task A_delay_that_a_deadline_outside_ends_is_its_timeout_and_the_callback_never_starts(double delay, double timeout)
    {
        TimeSpan time = delay == double.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromSeconds(delay);
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(_second * timeout).AddStrategy(() => new DelayingStrategy(time)).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(_second * timeout - TimeSpan.FromTicks(1));
        call.IsCompleted.Should().BeFalse("a timeout is never early");
        _bench.Clock.Advance(TimeSpan.FromTicks(1));
        await _bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(1));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("timeout");
        (await call).Failure.Should().Be(new Failure(FailureCause.Timeout, FailureDisposition.Transient));
        _bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(1);
        _calls.Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(0.5)]
    public async Task A_delay_that_is_over_before_the_deadline_lets_the_callback_start(double delay)
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(_second).AddStrategy(() => new DelayingStrategy(_second * delay)).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();
        if (delay > 0)
        {
            _bench.Clock.Advance(_second * delay - TimeSpan.FromMilliseconds(1));
            call.IsCompleted.Should().BeFalse();
            _bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        (await call).Result.Should().Be(1);
    }

    [Fact]
    public async Task The_callback_has_what_the_delay_left_of_the_deadline_and_an_inner_timeout_its_whole_time()
    {
        TimeSpan? left = null;
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(_second * 10)
            .AddStrategy(() => new DelayingStrategy(_second * 4))
            .AddTimeout(new TimeoutOptions { Name = "inner", Timeout = _second * 3 })
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            (_, context) =>
            {
                left = context.Remaining;
                return Bench.HangAsync(context.CancellationToken);
            },
            0,
            new ResilienceContext()).AsTask();
        _bench.Clock.Advance(_second * 4);
        while (left is null)
            await Task.Yield();

        left.Should().Be(_second * 3);
        _bench.Clock.Advance(_second * 3);
        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("inner");
    }

    [Theory]
    [InlineData(1, 2, "inner")]
    [InlineData(2, 1, "outer")]
    [InlineData(1, 1, "inner")]
    public async Task Of_several_timeouts_outside_the_one_whose_deadline_it_was_claims_it(int inner, int outer, string claims)
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Name = "outer", Timeout = _second * outer })
            .AddTimeout(new TimeoutOptions { Name = "inner", Timeout = _second * inner })
            .AddStrategy(static () => new DelayingStrategy(_second * 5))
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(_second);
        await _bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(1));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be(claims);
    }

    [Fact]
    public async Task A_retry_outside_of_the_attempts_timeout_tries_again()
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Name = "whole", Timeout = _second * 2.5 })
            .AddRetry(new() { MaxAttempts = 10, Backoff = Backoff.None })
            .AddTimeout(new TimeoutOptions { Name = "attempt", Timeout = _second })
            .AddStrategy(static () => new DelayingStrategy(_second * 60))
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();

        await _bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(100));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("whole");
        _bench.Events.Events
            .Where(static happened => happened.Kind == ResilienceEventKind.TimedOut).Select(static happened => happened.Strategy)
            .Should().StartWith("attempt").And.EndWith("whole");
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_deadline_behind_a_middleware_is_claimed_by_whoever_set_it()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = _bench.Clock }
            .AddTimeout(new TimeoutOptions { Name = "outer", Timeout = _second })
            .Use(static (next, token) => next.InvokeAsync(token))
            .AddStrategy(static () => new DelayingStrategy(_second * 5))
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(_second);
        await _bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(1));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("outer");
        _calls.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_cancellation_ends_a_delay_at_once_and_the_callback_never_starts(bool hasDeadline)
    {
        ResiliencePipelineBuilder builder = _bench.Builder();
        if (hasDeadline)
            builder.AddTimeout(_second * 60);
        var delaying = new DelayingStrategy(_second * 5);
        Task<Outcome<int>> call = builder.AddStrategy(() => delaying).Build().ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();
        await delaying.Waiting;

        _bench.CancelCaller();

        (await call).IsCancelled.Should().BeTrue();
        ((OperationCanceledException)(await call).Exception!).CancellationToken.Should().Be(_bench.Caller);
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_synchronous_callers_thread_waits_and_meets_its_deadline()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(_second).AddStrategy(() => new DelayingStrategy(_second * 5)).Build();
        Task<Outcome<int>> call = Task.Factory.StartNew(
            () => pipeline.ExecuteOutcome(_ => ++_calls, _bench.Caller),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await _bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(100));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_timer_that_is_early_makes_no_early_timeout()
    {
        var clock = new HandClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(_second).AddStrategy(() => new DelayingStrategy(_second * 5)).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();

        clock.Now += TimeSpan.TicksPerSecond - 1;
        (await clock.TimerAsync(0)).Fire();
        HandTimer second = await clock.TimerAsync(1);
        call.IsCompleted.Should().BeFalse();
        clock.Now++;
        second.Fire();

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Fact]
    public async Task A_timeout_of_the_system_clock_ends_a_delay()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromMilliseconds(20)).AddStrategy(static () => new DelayingStrategy(TimeSpan.FromHours(1))).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        _calls.Should().Be(0);
    }

    [Fact]
    public async Task A_fallback_between_the_deadline_and_the_delay_leaves_the_timeout_to_the_deadline()
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(_second)
            .AddFallback(new FallbackOptions<int> { Action = static (_, token) => Bench.HangAsync(token) })
            .AddStrategy(static () => new DelayingStrategy(_second * 5))
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(CallAsync, _bench.Caller).AsTask();

        await _bench.AdvanceUntilAsync(call, TimeSpan.FromMilliseconds(100));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Fact]
    public void A_strategy_is_required() =>
        FluentActions.Invoking(() => new ExecutionFrame().DelayEntryAsync(null!, _second)).Should().Throw<ArgumentNullException>();

    private ValueTask<int> CallAsync(CancellationToken token) => new(Interlocked.Increment(ref _calls));
}
