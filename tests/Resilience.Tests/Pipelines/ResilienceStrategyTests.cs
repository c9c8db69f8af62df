using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Pipelines;

public sealed class ResilienceStrategyTests
{
    private static readonly Rejection _full = new(RejectionReason.Custom, "gate");
    private readonly List<string> _steps = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_success_enters_outermost_first_and_leaves_innermost_first()
    {
        await Pipeline(Recording("a"), Recording("b")).ExecuteAsync(Call, Token);

        _steps.Should().Equal("a enter 1", "b enter 1", "call", "b success 1", "a success 1");
    }

    [Fact]
    public async Task A_callback_that_goes_on_asynchronously_takes_the_same_steps()
    {
        await Pipeline(Recording("a"), Recording("b")).ExecuteAsync(async token =>
        {
            await Task.Yield();
            await Call(token);
        }, Token);

        _steps.Should().Equal("a enter 1", "b enter 1", "call", "b success 1", "a success 1");
    }

    [Fact]
    public async Task A_failure_is_told_to_every_strategy_innermost_first()
    {
        await Pipeline(Recording("a"), Recording("b")).ExecuteOutcomeAsync(Fail, Token);

        _steps.Should().Equal("a enter 1", "b enter 1", "call", "b failure 1 failure.unknown", "a failure 1 failure.unknown");
    }

    [Fact]
    public async Task The_callers_cancellation_is_told_to_every_strategy()
    {
        using var source = new CancellationTokenSource();

        await Pipeline(Recording("a"), Recording("b")).ExecuteOutcomeAsync(async _ =>
        {
            await source.CancelAsync();
            source.Token.ThrowIfCancellationRequested();
        }, source.Token);

        _steps.Should().Equal("a enter 1", "b enter 1", "b cancelled 1", "a cancelled 1");
    }

    [Fact]
    public async Task A_strategy_takes_part_only_in_the_steps_it_names()
    {
        await Pipeline(Recording("a", StrategySteps.None), Recording("b", StrategySteps.Leave), Recording("c", StrategySteps.Enter))
            .ExecuteAsync(Call, Token);
        _steps.Should().Equal("c enter 1", "call", "b success 1");

        _steps.Clear();
        await Pipeline(Recording("a", StrategySteps.None)).ExecuteOutcomeAsync(Fail, Token);
        _steps.Should().Equal("call", "a failure 1 failure.unknown");
    }

    [Fact]
    public async Task A_strategy_that_rejects_counts_as_not_entered_and_the_ones_outside_leave()
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("gate", _steps)
        {
            OnEnter = static (frame, _) =>
            {
                frame.Reject(_full, TimeSpan.FromSeconds(2));
                return EntryVerdict.Stop;
            },
        }, Recording("b"));

        Outcome<Unit> outcome = await pipeline.ExecuteOutcomeAsync(Call, Token);

        _steps.Should().Equal("a enter 1", "gate enter 1", "a failure 1 rejected.custom");
        outcome.Rejection.Should().BeSameAs(_full);
        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(2));
        Func<Task> thrown = async () => await pipeline.ExecuteAsync(Call, Token);
        (await thrown.Should().ThrowExactlyAsync<RejectedException>()).Which.Rejection.Should().BeSameAs(_full);
    }

    [Fact]
    public async Task A_strategy_may_stop_an_attempt_with_a_failure_and_owes_a_reason()
    {
        Outcome<Unit> failed = await Pipeline(() => new RecordingStrategy("a", _steps)
        {
            OnEnter = static (frame, _) =>
            {
                frame.Fail(new TestException());
                return EntryVerdict.Stop;
            },
        }).ExecuteOutcomeAsync(Call, Token);
        Outcome<Unit> silent = await Pipeline(() => new RecordingStrategy("a", _steps) { OnEnter = static (_, _) => EntryVerdict.Stop })
            .ExecuteOutcomeAsync(Call, Token);

        failed.Exception.Should().BeOfType<TestException>();
        silent.Exception.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("without saying why");
        _steps.Should().Equal("a enter 1", "a enter 1");
    }

    [Fact]
    public async Task A_strategy_may_set_a_deadline_and_recognise_it()
    {
        var clock = new FakeTimeProvider();
        var claims = new List<bool>();
        ResiliencePipeline pipeline = Pipeline(clock, Deadline("outer", 9), Deadline("inner", 3));

        Task<Outcome<Unit>> call = pipeline.ExecuteOutcomeAsync(
            static async token => await Task.Delay(Timeout.InfiniteTimeSpan, token), Token).AsTask();
        clock.Advance(TimeSpan.FromSeconds(3));
        Outcome<Unit> outcome = await call;

        outcome.Code.Should().Be(ErrorCodes.Timeout);
        claims.Should().Equal(true, false);

        Func<ResilienceStrategy> Deadline(string name, int seconds) => () => new RecordingStrategy(name, _steps)
        {
            OnEnter = (frame, self) =>
            {
                frame.SetDeadline(self, TimeSpan.FromSeconds(seconds));
                return EntryVerdict.Proceed;
            },
            OnFailure = (frame, self, _) =>
            {
                claims.Add(frame.DeadlinePassed(self));
                return FailureVerdict.Propagate;
            },
        };
    }

    [Fact]
    public async Task A_strategy_inside_knows_the_time_that_is_left_outside()
    {
        var clock = new FakeTimeProvider();
        TimeSpan? left = null;
        TimeSpan? none = TimeSpan.Zero;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddStrategy(() => new RecordingStrategy("outer", _steps)
            {
                OnFailure = (frame, self, _) =>
                {
                    none = frame.Remaining(self);
                    return FailureVerdict.Propagate;
                },
            })
            .AddTimeout(TimeSpan.FromSeconds(5))
            .AddStrategy(() => new RecordingStrategy("inner", _steps)
            {
                OnFailure = (frame, self, _) =>
                {
                    left = frame.Remaining(self);
                    return FailureVerdict.Propagate;
                },
            })
            .Build();

        await pipeline.ExecuteOutcomeAsync(token =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return Fail(token);
        }, Token);

        left.Should().Be(TimeSpan.FromSeconds(3));
        none.Should().BeNull();
    }

    [Fact]
    public async Task A_strategy_that_waits_lets_the_attempt_go_on_afterwards()
    {
        var gate = new TaskCompletionSource<EntryVerdict>();
        Task<Outcome<Unit>> call = Pipeline(Recording("a"), Waiting(gate), Recording("b")).ExecuteOutcomeAsync(Call, Token).AsTask();

        call.IsCompleted.Should().BeFalse();
        _steps.Should().Equal("a enter 1", "queue enter 1", "queue wait 1");
        gate.SetResult(EntryVerdict.Proceed);

        (await call).IsSuccess.Should().BeTrue();
        _steps.Skip(3).Should().Equal("b enter 1", "call", "b success 1", "queue success 1", "a success 1");
    }

    [Fact]
    public async Task A_wait_that_ends_with_a_stop_or_a_throw_counts_as_not_entered()
    {
        var stopped = new TaskCompletionSource<EntryVerdict>();
        var thrown = new TaskCompletionSource<EntryVerdict>();
        ValueTask<Outcome<Unit>> first = Pipeline(Recording("a"), Waiting(stopped)).ExecuteOutcomeAsync(Call, Token);
        stopped.SetResult(EntryVerdict.Stop);
        (await first).IsRejected.Should().BeTrue();
        _steps.Should().Equal("a enter 1", "queue enter 1", "queue wait 1", "a failure 1 rejected.custom");

        _steps.Clear();
        ValueTask<Outcome<Unit>> second = Pipeline(Recording("a"), Waiting(thrown)).ExecuteOutcomeAsync(Call, Token);
        thrown.SetException(new TestException());
        (await second).Exception.Should().BeOfType<TestException>();
        _steps.Should().Equal("a enter 1", "queue enter 1", "queue wait 1", "a failure 1 failure.unknown");
    }

    [Fact]
    public async Task A_caller_who_cancels_while_a_strategy_waits_never_starts_the_callback()
    {
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource<EntryVerdict>();
        ValueTask<Outcome<Unit>> call = Pipeline(Recording("a"), Waiting(gate), Recording("b")).ExecuteOutcomeAsync(Call, source.Token);

        await source.CancelAsync();
        gate.SetResult(EntryVerdict.Proceed);

        (await call).IsCancelled.Should().BeTrue();
        _steps.Should().Equal("a enter 1", "queue enter 1", "queue wait 1", "queue cancelled 1", "a cancelled 1");
    }

    [Fact]
    public void A_synchronous_call_waits_at_a_strategy_on_its_own_thread()
    {
        int here = Environment.CurrentManagedThreadId;
        ResiliencePipeline pipeline = Pipeline(() => new RecordingStrategy("queue", _steps)
        {
            OnEnter = static (_, _) => EntryVerdict.Wait,
            OnEnterAsync = static async (_, _) =>
            {
                await Task.Yield();
                return EntryVerdict.Proceed;
            },
        });

        pipeline.Execute(static _ => Environment.CurrentManagedThreadId, Token).Should().Be(here);
    }

    [Theory]
    [InlineData("enter", "a failure 1 failure.unknown")]
    [InlineData("success", "a success 1")]
    [InlineData("cancelled", "a cancelled 1")]
    [InlineData("failure", "a failure 1 failure.unknown")]
    public async Task A_strategy_that_throws_in_a_step_leaves_the_others_intact(string step, string lastStep)
    {
        using var source = new CancellationTokenSource();
        var events = new EventRecorder();
        var builder = new ResiliencePipelineBuilder();
        builder.Listeners.Add(events);
        ResiliencePipeline pipeline = builder
            .AddStrategy(Recording("a"))
            .AddStrategy(() => new RecordingStrategy("bad", [])
            {
                OnEnter = (frame, self) =>
                {
                    frame.SetDeadline(self, TimeSpan.Zero);
                    return step == "enter" ? throw new TestException("bad") : EntryVerdict.Proceed;
                },
                OnSuccess = static (_, _) => throw new TestException("bad"),
                OnCancelled = static (_, _) => throw new TestException("bad"),
                OnFailure = static (_, _, _) => throw new TestException("bad"),
            })
            .AddStrategy(Recording("b"))
            .Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(async _ =>
        {
            if (step == "cancelled")
                await source.CancelAsync();
            source.Token.ThrowIfCancellationRequested();
            return step == "failure" ? throw new InvalidDataException() : 1;
        }, source.Token);

        _steps[0].Should().Be("a enter 1");
        _steps[^1].Should().Be(lastStep);
        _steps.Should().HaveCount(step == "enter" ? 2 : 4, "everyone else was entered and left once");
        outcome.IsSuccess.Should().Be(step == "success");
        outcome.IsCancelled.Should().Be(step == "cancelled");
        if (outcome.IsFailure)
            outcome.Exception!.Message.Should().Be("bad");
        events.Kinds.Contains(ResilienceEventKind.CallbackFailed).Should().Be(step is "success" or "cancelled");
    }

    [Fact]
    public async Task A_notification_handler_of_a_strategy_cannot_harm_the_call()
    {
        var events = new EventRecorder();
        var builder = new ResiliencePipelineBuilder();
        builder.Listeners.Add(events);
        ResiliencePipeline pipeline = builder.AddStrategy(() => new RecordingStrategy("a", _steps)
        {
            OnFailureAsync = static async (frame, self, _) =>
            {
                await frame.NotifyAsync(self, static _ => throw new TestException("handler"), 1);
                await frame.NotifyAsync(self, null, 1);
                return FailureVerdict.Propagate;
            },
        }).Build();

        (await pipeline.ExecuteOutcomeAsync(static _ => throw new InvalidDataException(), Token))
            .Exception.Should().BeOfType<InvalidDataException>();
        events.Events.Should().ContainSingle(static told => told.Kind == ResilienceEventKind.CallbackFailed)
            .Which.Strategy.Should().Be("a");
    }

    [Fact]
    public async Task A_strategy_publishes_events_of_its_own()
    {
        var events = new EventRecorder();
        var builder = new ResiliencePipelineBuilder { Name = "orders" };
        builder.Listeners.Add(events);
        ResiliencePipeline pipeline = builder.AddStrategy(() => new RecordingStrategy("gate", _steps)
        {
            OnEnter = static (frame, self) =>
            {
                frame.PipelineName.Should().Be("orders");
                frame.CallerToken.Should().Be(Token);
                frame.Publish(ResilienceEventKind.Rejected, self, TimeSpan.FromSeconds(1), default);
                frame.SetDeadline(self, Timeout.InfiniteTimeSpan);
                return EntryVerdict.Proceed;
            },
        }).Build();

        await pipeline.ExecuteAsync(Call, Token);

        events.Kinds.Should().Equal(ResilienceEventKind.Rejected, ResilienceEventKind.ExecutionCompleted);
        events.Events[0].Strategy.Should().Be("gate");
        events.Events[0].Duration.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_delegate_that_makes_no_strategy_is_an_error_of_the_build()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder().AddStrategy(static () => null!);

        builder.Invoking(static builder => builder.Build()).Should().ThrowExactly<InvalidPipelineException>();
    }

    [Fact]
    public void A_strategy_needs_a_name()
    {
        Action nameless = static () => _ = new RecordingStrategy(" ", []);

        nameless.Should().Throw<ArgumentException>();
    }

    private static ResiliencePipeline Pipeline(params Func<ResilienceStrategy>[] strategies) => Pipeline(TimeProvider.System, strategies);

    private static ResiliencePipeline Pipeline(TimeProvider clock, params Func<ResilienceStrategy>[] strategies) =>
        strategies.Aggregate(
            new ResiliencePipelineBuilder { TimeProvider = clock }, static (builder, strategy) => builder.AddStrategy(strategy)).Build();

    private Func<ResilienceStrategy> Recording(
        string name, StrategySteps steps = StrategySteps.Enter | StrategySteps.Leave | StrategySteps.Deadline) =>
        () => new RecordingStrategy(name, _steps, steps);

    private Func<ResilienceStrategy> Waiting(TaskCompletionSource<EntryVerdict> gate) => () => new RecordingStrategy("queue", _steps)
    {
        OnEnter = static (frame, self) =>
        {
            frame.SetDeadline(self, TimeSpan.Zero);
            return EntryVerdict.Wait;
        },
        OnEnterAsync = async (frame, _) =>
        {
            EntryVerdict verdict = await gate.Task;
            if (verdict == EntryVerdict.Stop)
                frame.Reject(_full);
            return verdict;
        },
    };

    private ValueTask Call(CancellationToken token)
    {
        _steps.Add("call");
        return default;
    }

    private ValueTask Fail(CancellationToken token)
    {
        _steps.Add("call");
        return ValueTask.FromException(new TestException());
    }
}
