using Resilience.Faults;
using Resilience.Telemetry;

namespace Resilience.Timeouts;

public sealed class OnTimeoutTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory] // 48
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_sees_the_callers_token_which_the_timeout_has_not_cancelled(bool withContext)
    {
        CancellationToken seen = default;
        bool cancelled = true;
        TimeoutArguments told = default;
        ResiliencePipeline pipeline = Pipeline(arguments =>
        {
            told = arguments;
            seen = arguments.Context.CancellationToken;
            cancelled = seen.IsCancellationRequested;
            return default;
        });
        Task<Outcome<int>> call = withContext
            ? pipeline.ExecuteOutcomeAsync(
                static (_, context) => Bench.HangAsync(context.CancellationToken), 0, new ResilienceContext("op", _bench.Caller)).AsTask()
            : pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(Bench.Second);
        await call;

        seen.Should().Be(_bench.Caller);
        cancelled.Should().BeFalse();
        told.Timeout.Should().Be(Bench.Second);
        told.Attempt.Should().Be(1);
        told.Context.OperationKey.Should().Be(withContext ? "op" : null);
    }

    [Fact] // 49
    public async Task It_is_not_called_when_the_caller_cancels_or_the_work_fails_or_succeeds()
    {
        int calls = 0;
        ResiliencePipeline pipeline = Pipeline(_ =>
        {
            calls++;
            return default;
        });

        await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), _bench.Caller);
        await pipeline.ExecuteOutcomeAsync(static _ => ValueTask.FromException<int>(new IOException()), _bench.Caller);
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();
        _bench.CancelCaller();

        (await call).IsCancelled.Should().BeTrue();
        calls.Should().Be(0);
    }

    [Fact]
    public async Task It_is_awaited()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ResiliencePipeline pipeline = Pipeline(async _ =>
        {
            entered.SetResult();
            await gate.Task;
        });
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();
        _bench.Clock.Advance(Bench.Second);
        await entered.Task;

        call.IsCompleted.Should().BeFalse();
        gate.SetResult();

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_throws_is_reported_and_goes_no_further(bool atOnce)
    {
        var fault = new InvalidDataException("handler");
        ResiliencePipeline pipeline = Pipeline(atOnce ? _ => throw fault : _ => new ValueTask(FailAsync()));

        Outcome<int> outcome = await TimedOutAsync(pipeline);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        _bench.Events.Events.Single(static happened => happened.Kind == ResilienceEventKind.CallbackFailed)
            .Exception.Should().BeSameAs(fault);

        async Task FailAsync()
        {
            await Task.Yield();
            throw fault;
        }
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_behind_when_the_outer_deadline_passes()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Name = "whole", Timeout = Bench.Second * 3 })
            .AddTimeout(new TimeoutOptions
            {
                Name = "attempt",
                Timeout = Bench.Second,
                OnTimeout = async _ =>
                {
                    entered.SetResult();
                    await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
                },
            })
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();
        _bench.Clock.Advance(Bench.Second);
        await entered.Task;
        await _bench.AdvanceUntilAsync(call, Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("attempt");
        _bench.Events.Events.Single(static happened => happened.Kind == ResilienceEventKind.CallbackFailed)
            .Exception.Should().BeOfType<TimeoutException>();
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_behind_when_the_caller_cancels()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ResiliencePipeline pipeline = Pipeline(async _ =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        });
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();
        _bench.Clock.Advance(Bench.Second);
        await entered.Task;

        _bench.CancelCaller();

        (await call).Exception.Should().BeOfType<OperationTimedOutException>("the deadline came before the caller");
    }

    [Fact]
    public async Task A_handler_that_was_left_behind_and_fails_later_alarms_nobody()
    {
        using var unobserved = new UnobservedFaults();
        await LeaveBehindAsync();

        unobserved.Collect().Should().BeEmpty();

        async Task LeaveBehindAsync()
        {
            TaskCompletionSource? gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ResiliencePipeline pipeline = Pipeline(_ =>
            {
                entered.SetResult();
                return new ValueTask(gate!.Task);
            });
            Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();
            _bench.Clock.Advance(Bench.Second);
            await entered.Task;
            _bench.CancelCaller();
            await call;
            gate.SetException(unobserved.Marked());
            // Frames keep their last pipeline, and so the handler and what it captured.
            gate = null;
        }
    }

    [Fact]
    public async Task It_may_use_the_same_pipeline()
    {
        ResiliencePipeline? pipeline = null;
        int inner = 0;
        pipeline = Pipeline(async arguments =>
            inner = await pipeline!.ExecuteAsync(static _ => new ValueTask<int>(5), arguments.Context.CancellationToken));

        Outcome<int> outcome = await TimedOutAsync(pipeline);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        inner.Should().Be(5);
    }

    [Theory]
    [InlineData(Door.Sync)]
    [InlineData(Door.Async)]
    [InlineData(Door.Outcome)]
    public async Task If_it_cancels_the_caller_there_is_no_further_attempt(Door door)
    {
        int calls = 0;
        ResiliencePipeline pipeline = _bench.Builder()
            .AddRetry(new() { Backoff = Backoff.None })
            .AddTimeout(new TimeoutOptions
            {
                Timeout = Bench.Second,
                OnTimeout = _ =>
                {
                    _bench.CancelCaller();
                    return default;
                },
            })
            .Build();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Ending<int>> call = pipeline.CallAsync(
            door,
            token =>
            {
                calls++;
                started.TrySetResult();
                return Bench.HangAsync(token);
            },
            _bench.Caller);
        await started.Task;
        _bench.Clock.Advance(Bench.Second);

        (await call).How.Should().Be(How.Cancelled);
        calls.Should().Be(1);
    }

    private ResiliencePipeline Pipeline(Func<TimeoutArguments, ValueTask> onTimeout) =>
        _bench.Builder().AddTimeout(new TimeoutOptions { Timeout = Bench.Second, OnTimeout = onTimeout }).Build();

    private async Task<Outcome<int>> TimedOutAsync(ResiliencePipeline pipeline)
    {
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();
        _bench.Clock.Advance(Bench.Second);
        return await call;
    }
}
