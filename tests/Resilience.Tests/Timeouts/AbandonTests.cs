using System.Diagnostics;
using Resilience.Faults;

namespace Resilience.Timeouts;

public sealed class AbandonTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _token;

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(Door.Sync)]
    [InlineData(Door.Async)]
    [InlineData(Door.Outcome)]
    public async Task It_returns_at_the_deadline_though_the_callback_never_yields(Door door)
    {
        using var release = new ManualResetEventSlim();
        Task<Ending<int>> call = Pipeline().CallAsync(
            door,
            token =>
            {
                _token = token;
                _started.SetResult();
                release.Wait(CancellationToken.None);
                return new ValueTask<int>(1);
            },
            _bench.Caller);
        await _started.Task;
        await _bench.AdvanceUntilAsync(call, Bench.Second);

        Ending<int> ending = await call;
        ending.Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(Bench.Second);
        _token.IsCancellationRequested.Should().BeTrue();
        release.Set();
        (await _bench.Events.AbandonedWorkEnded).Code.Should().BeNull();
    }

    [Fact]
    public async Task It_does_not_return_before_the_deadline()
    {
        Task<Outcome<int>> call = Start();
        await _started.Task;

        _bench.Clock.Advance(Bench.Second - TimeSpan.FromTicks(1));
        call.IsCompleted.Should().BeFalse();
        await _bench.AdvanceUntilAsync(call, TimeSpan.FromTicks(1));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _gate.SetResult();
    }

    [Fact]
    public async Task A_timer_that_fires_too_soon_abandons_nothing()
    {
        // Timers of .NET count in ticks of a coarse clock and may be a tick early.
        var clock = new Timing.HandClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutOptions { Timeout = Bench.Second, Abandon = true }).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Work, _bench.Caller).AsTask();
        await _started.Task;
        Timing.HandTimer wait = await clock.TimerAsync(1);

        clock.Now = TimeSpan.TicksPerSecond - 1;
        wait.Fire();
        Timing.HandTimer again = await clock.TimerAsync(2);
        call.IsCompleted.Should().BeFalse();
        again.Due.Should().BePositive();
        _gate.SetResult();

        (await call).IsSuccess.Should().BeTrue("the work ended before its deadline");
    }

    [Theory]
    [InlineData(1.9)]
    [InlineData(5.5)]
    [InlineData(30.9)]
    public async Task Under_the_system_clock_it_is_never_early(double milliseconds)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromMilliseconds(milliseconds), Abandon = true }).Build();
        for (int i = 0; i < 10; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(Work, _bench.Caller);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);

            outcome.Exception.Should().BeOfType<OperationTimedOutException>();
            elapsed.Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(milliseconds));
        }

        _gate.SetResult();
    }

    [Fact]
    public async Task A_limit_beyond_the_reach_of_timers_is_kept_too()
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Abandon = true, TimeoutGenerator = static _ => TimeSpan.FromDays(60) }).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Work, _bench.Caller).AsTask();
        await _started.Task;

        _bench.Clock.Advance(TimeSpan.FromDays(59));
        call.IsCompleted.Should().BeFalse();
        await _bench.AdvanceUntilAsync(call, TimeSpan.FromDays(1));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        _gate.SetResult();
    }

    [Fact]
    public async Task A_late_failure_is_observed_and_told()
    {
        using var unobserved = new UnobservedFaults();
        await AbandonAsync();

        (await _bench.Events.AbandonedWorkEnded).Exception.Should().BeOfType<InvalidOperationException>();
        unobserved.Collect().Should().BeEmpty();

        async Task AbandonAsync()
        {
            Task<Outcome<int>> call = Start();
            await _started.Task;
            await _bench.AdvanceUntilAsync(call, Bench.Second);
            await call;
            _gate.SetException(unobserved.Marked());
        }
    }

    [Fact]
    public async Task A_late_result_is_disposed_of_once()
    {
        var late = new Disposable();
        Task<Outcome<Disposable>> call = Pipeline().ExecuteOutcomeAsync(
            async _ =>
            {
                _started.SetResult();
                await _gate.Task;
                return late;
            },
            _bench.Caller).AsTask();
        await _started.Task;
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        late.Disposals.Should().Be(0);

        _gate.SetResult();
        await _bench.Events.AbandonedWorkEnded;

        late.Disposals.Should().Be(1);
    }

    [Fact]
    public async Task A_late_failure_that_is_a_value_is_told_as_a_failure()
    {
        var fault = new RateLimitException();
        Task<Outcome<int>> call = Pipeline().ExecuteOutcomeAsync(
            async token =>
            {
                await Work(token);
                return Outcome.Failure<int>(fault);
            },
            _bench.Caller).AsTask();
        await _started.Task;
        await _bench.AdvanceUntilAsync(call, Bench.Second);
        await call;

        _gate.SetResult();

        Telemetry.ResilienceEvent ended = await _bench.Events.AbandonedWorkEnded;
        ended.Exception.Should().BeSameAs(fault);
        ended.Code.Should().Be(ErrorCodes.RateLimit);
    }

    [Fact]
    public async Task The_caller_is_released_at_once_and_with_its_token()
    {
        Task<Outcome<int>> call = Start();
        await _started.Task;

        _bench.CancelCaller();

        Outcome<int> outcome = await call;
        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(_bench.Caller);
        _token.IsCancellationRequested.Should().BeTrue();
        _gate.SetResult();
        (await _bench.Events.AbandonedWorkEnded).Code.Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_that_is_left_behind_before_anything_watches_the_caller_learns_of_it_and_keeps_its_source(bool system)
    {
        // The caller cancels while the second attempt enters: too late to stop it, too early for anyone to be waiting.
        int attempts = 0;
        var builder = new ResiliencePipelineBuilder { TimeProvider = system ? TimeProvider.System : _bench.Clock };
        builder.Listeners.Add(_bench.Events);
        ResiliencePipeline pipeline = builder
            .AddRetry(new() { Backoff = Backoff.None })
            .AddTimeout(new TimeoutOptions
            {
                Abandon = true,
                TimeoutGenerator = _ =>
                {
                    if (++attempts == 2)
                        _bench.CancelCaller();
                    return TimeSpan.FromHours(1);
                },
            })
            .Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            token => attempts == 1 ? ValueTask.FromException<int>(new IOException()) : Work(token), _bench.Caller);
        await _started.Task;

        outcome.IsCancelled.Should().BeTrue();
        _token.IsCancellationRequested.Should().BeTrue();
        for (int i = 0; i < 50; i++)
        {
            CancellationToken next = pipeline.Execute(static token => token, TestContext.Current.CancellationToken);
            next.Should().NotBe(_token);
        }

        _gate.SetResult();
    }

    [Fact]
    public async Task An_outcome_that_arrives_in_time_is_that_of_any_pipeline()
    {
        var fault = new TimeoutException("the callback's own");
        Func<Task> failing = async () => await Pipeline().ExecuteAsync(_ => ValueTask.FromException<int>(fault), _bench.Caller);

        (await failing.Should().ThrowAsync<TimeoutException>()).Which.Should().BeSameAs(fault);
        (await Pipeline().ExecuteAsync(static _ => new ValueTask<int>(3), _bench.Caller)).Should().Be(3);
    }

    [Fact]
    public async Task Every_result_is_returned_or_disposed_of_however_narrowly_it_misses_the_deadline()
    {
        // Work and deadline race. Whichever wins, a result is never lost, and a timeout is always the pipeline's own.
        for (int i = 0; i < 3000; i++)
        {
            var clock = new Timing.HandClock();
            var events = new EventRecorder();
            var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
            builder.Listeners.Add(events);
            ResiliencePipeline pipeline = builder.AddTimeout(new TimeoutOptions { Timeout = Bench.Second, Abandon = true }).Build();
            var result = new Disposable();

            Outcome<Disposable> outcome = await pipeline.ExecuteOutcomeAsync(
                _ =>
                {
                    clock.Now = TimeSpan.TicksPerSecond;
                    Thread.SpinWait(i);
                    return new ValueTask<Disposable>(result);
                },
                _bench.Caller);
            if (outcome.IsSuccess)
            {
                result.Disposals.Should().Be(0);
                continue;
            }

            outcome.Exception.Should().BeOfType<OperationTimedOutException>();
            await events.AbandonedWorkEnded;
            result.Disposals.Should().Be(1);
        }
    }

    private ResiliencePipeline Pipeline() =>
        _bench.Builder().AddTimeout(new TimeoutOptions { Timeout = Bench.Second, Abandon = true }).Build();

    private Task<Outcome<int>> Start() => Pipeline().ExecuteOutcomeAsync(Work, _bench.Caller).AsTask();

    private async ValueTask<int> Work(CancellationToken token)
    {
        _token = token;
        _started.TrySetResult();
        await _gate.Task;
        return 1;
    }
}
