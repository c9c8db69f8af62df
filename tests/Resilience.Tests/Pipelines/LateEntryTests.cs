using Resilience.Telemetry;
using Resilience.Timeouts;

namespace Resilience.Pipelines;

/// <summary>A strategy that lets an attempt in when its deadline has passed does not start the callback.</summary>
public sealed class LateEntryTests : IDisposable
{
    private readonly List<string> _steps = [];
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callback_does_not_start_after_a_deadline_that_passed_on_the_way_in(bool synchronous)
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).AddStrategy(Late("queue")).AddStrategy(Recording("b")).Build();

        Outcome<int> outcome = synchronous
            ? pipeline.ExecuteOutcome(Call, _bench.Caller)
            : await pipeline.ExecuteOutcomeAsync(token => new ValueTask<int>(Call(token)), _bench.Caller);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>().Which.InnerException.Should().BeOfType<OperationCanceledException>();
        outcome.Code.Should().Be("failure.timeout");
        _steps.Should().Equal("queue enter 1", "queue wait 1", "queue failure 1 failure.timeout");
        _bench.Events.Events.Select(static happened => (happened.Kind, happened.Strategy)).Should().Equal(
            (ResilienceEventKind.AttemptFailed, "queue"),
            (ResilienceEventKind.TimedOut, "timeout"),
            (ResilienceEventKind.ExecutionCompleted, null));
    }

    [Fact]
    public async Task The_next_attempt_after_such_a_timeout_starts_anew()
    {
        int waits = 0;
        ResiliencePipeline pipeline = _bench.Builder()
            .AddRetry(new() { Backoff = Backoff.None })
            .AddTimeout(Bench.Second)
            .AddStrategy(Late("queue", () => ++waits == 1 ? Bench.Second : Bench.Second / 2))
            .Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(token => new ValueTask<int>(Call(token)), _bench.Caller);

        outcome.Result.Should().Be(1);
        _steps.Should().Equal(
            "queue enter 1", "queue wait 1", "queue failure 1 failure.timeout", "queue enter 2", "queue wait 2", "call", "queue success 2");
    }

    [Fact]
    public async Task A_deadline_that_the_waiting_strategy_set_itself_is_its_own_to_claim()
    {
        bool claims = false;
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second * 9).AddStrategy(() => new RecordingStrategy("own", _steps)
        {
            OnEnter = static (frame, self) =>
            {
                frame.SetDeadline(self, Bench.Second);
                return EntryVerdict.Wait;
            },
            OnEnterAsync = async (_, _) =>
            {
                await Task.Yield();
                _bench.Clock.Advance(Bench.Second);
                return EntryVerdict.Proceed;
            },
            OnFailure = (frame, self, _) =>
            {
                claims = frame.DeadlinePassed(self);
                return FailureVerdict.Propagate;
            },
        }).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(token => new ValueTask<int>(Call(token)), _bench.Caller);

        claims.Should().BeTrue();
        outcome.Failure!.Value.Cause.Should().Be(FailureCause.Timeout);
        _steps.Should().Equal("own enter 1", "own wait 1", "own failure 1 failure.timeout");
    }

    [Fact]
    public async Task The_callers_cancellation_wins_over_a_deadline_that_has_passed_too()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).AddStrategy(Late("queue", () =>
        {
            _bench.CancelCaller();
            return Bench.Second;
        })).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(token => new ValueTask<int>(Call(token)), _bench.Caller);

        outcome.IsCancelled.Should().BeTrue();
        _steps.Should().Equal("queue enter 1", "queue wait 1", "queue cancelled 1");
    }

    [Fact]
    public async Task A_clock_that_throws_after_a_wait_leaves_the_strategies_that_were_entered()
    {
        var clock = new SpoiltClock();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(Bench.Second)
            .AddStrategy(Late("queue", () =>
            {
                clock.IsSpoilt = true;
                return TimeSpan.Zero;
            })).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(token => new ValueTask<int>(Call(token)), _bench.Caller);

        outcome.Exception.Should().BeOfType<TestException>().Which.Message.Should().Be("clock");
        _steps.Should().Equal("queue enter 1", "queue wait 1", "queue failure 1 failure.unknown");
    }

    private int Call(CancellationToken token)
    {
        _steps.Add("call");
        return 1;
    }

    private Func<ResilienceStrategy> Recording(string name) => () => new RecordingStrategy(name, _steps);

    /// <summary>Lets attempts in after a time that it pays no attention to.</summary>
    private Func<ResilienceStrategy> Late(string name, Func<TimeSpan>? delay = null) => () => new RecordingStrategy(
        name, _steps, StrategySteps.Enter | StrategySteps.Leave)
    {
        OnEnter = static (_, _) => EntryVerdict.Wait,
        OnEnterAsync = async (_, _) =>
        {
            await Task.Yield();
            _bench.Clock.Advance(delay?.Invoke() ?? Bench.Second);
            return EntryVerdict.Proceed;
        },
    };

    private sealed class SpoiltClock : TimeProvider
    {
        public bool IsSpoilt { get; set; }

        public override long GetTimestamp() => IsSpoilt ? throw new TestException("clock") : 0;
    }
}
