using Microsoft.Extensions.Time.Testing;

namespace Resilience.Pipelines;

public sealed class FailureVerdictTests
{
    private readonly List<string> _steps = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failure_cannot_be_turned_into_nothing()
    {
        ResiliencePipeline pipeline = Pipeline(
            () => new RecordingStrategy("a", _steps) { OnFailure = static (frame, _, _) => frame.FailWith(null!) });

        (await pipeline.ExecuteOutcomeAsync(Fail, Token)).Exception.Should().BeOfType<ArgumentNullException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_strategy_may_take_its_time_to_decide(bool completesAtOnce)
    {
        int decisions = 0;
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("slow", _steps)
        {
            OnFailureAsync = async (frame, _, _) =>
            {
                if (!completesAtOnce)
                    await Task.Yield();
                return ++decisions switch
                {
                    1 => frame.Retry(TimeSpan.Zero),
                    2 => frame.FailWith(new InvalidDataException()),
                    _ => throw new InvalidOperationException("asked too often"),
                };
            },
        });

        (await pipeline.ExecuteOutcomeAsync(Fail, Token)).Exception.Should().BeOfType<InvalidDataException>();
        _steps.Should().Equal(
            "a enter 1", "slow enter 1", "call", "slow failure 1 failure.unknown",
            "call", "slow failure 2 failure.unknown", "a failure 2 failure.data");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_that_throws_in_time_or_late_is_the_failure(bool completesAtOnce)
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("slow", [])
        {
            OnFailureAsync = async (_, _, _) =>
            {
                if (!completesAtOnce)
                    await Task.Yield();
                throw new InvalidDataException();
            },
        });

        (await pipeline.ExecuteOutcomeAsync(Fail, Token)).Exception.Should().BeOfType<InvalidDataException>();
        _steps[^1].Should().Be("a failure 1 failure.data");
    }

    [Fact]
    public async Task A_strategy_that_counts_may_order_its_inside_again()
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("retry", _steps)
        {
            OnFailure = static (frame, self, _) =>
                ++frame.Slot(self).Count < 3 ? frame.Retry(TimeSpan.Zero) : FailureVerdict.Propagate,
        }, Recording("b"));

        await pipeline.ExecuteOutcomeAsync(Fail, Token);
        string[] first = [.. _steps];
        _steps.Clear();
        await pipeline.ExecuteOutcomeAsync(Fail, Token);

        first.Should().Equal(
            "a enter 1", "retry enter 1",
            "b enter 1", "call", "b failure 1 failure.unknown", "retry failure 1 failure.unknown",
            "b enter 2", "call", "b failure 2 failure.unknown", "retry failure 2 failure.unknown",
            "b enter 3", "call", "b failure 3 failure.unknown", "retry failure 3 failure.unknown",
            "a failure 3 failure.unknown");
        _steps.Should().Equal(first, "the next execution starts to count anew");
    }

    [Fact]
    public async Task What_an_inner_strategy_counted_is_forgotten_when_an_outer_one_tries_again()
    {
        Func<ExecutionFrame, RecordingStrategy, FailedAttempt, FailureVerdict> twice = static (frame, self, _) =>
            ++frame.Slot(self).Count < 2 ? frame.Retry(TimeSpan.Zero) : FailureVerdict.Propagate;
        ResiliencePipeline pipeline = Pipeline(
            () => new RecordingStrategy("outer", []) { OnFailure = twice },
            () => new RecordingStrategy("inner", []) { OnFailure = twice });

        await pipeline.ExecuteOutcomeAsync(Fail, Token);

        _steps.Should().Equal("call", "call", "call", "call");
    }

    [Fact]
    public async Task A_success_after_failures_is_told_once_to_each_strategy()
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("retry", _steps)
        {
            OnFailure = static (frame, _, _) => frame.Retry(TimeSpan.Zero),
        }, Recording("b"));
        int runs = 0;

        await pipeline.ExecuteAsync(token => runs++ == 0 ? Fail(token) : Call(token), Token);

        _steps.Should().Equal(
            "a enter 1", "retry enter 1", "b enter 1", "call", "b failure 1 failure.unknown", "retry failure 1 failure.unknown",
            "b enter 2", "call", "b success 2", "retry success 2", "a success 2");
    }

    [Fact]
    public async Task A_delay_that_a_strategy_orders_runs_on_the_pipelines_clock()
    {
        var clock = new FakeTimeProvider();
        ResiliencePipeline pipeline = Pipeline(clock, () => new RecordingStrategy("retry", [])
        {
            OnFailure = static (frame, _, _) => frame.Attempt == 1 ? frame.Retry(TimeSpan.FromSeconds(9)) : FailureVerdict.Propagate,
        });

        Task<Outcome<Unit>> call = pipeline.ExecuteOutcomeAsync(Fail, Token).AsTask();
        clock.Advance(TimeSpan.FromSeconds(8.9));
        _steps.Should().Equal("call");
        call.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        (await call).IsFailure.Should().BeTrue();
        _steps.Should().Equal("call", "call");
    }

    [Fact]
    public async Task A_caller_who_cancels_during_the_delay_is_told_so_and_outer_strategies_leave()
    {
        using var source = new CancellationTokenSource();
        ResiliencePipeline pipeline = Pipeline(new FakeTimeProvider(), Recording("a"), () => new RecordingStrategy("retry", _steps)
        {
            OnFailure = static (frame, _, _) => frame.Retry(TimeSpan.FromSeconds(9)),
        });

        Task<Outcome<Unit>> call = pipeline.ExecuteOutcomeAsync(Fail, source.Token).AsTask();
        await source.CancelAsync();

        (await call).IsCancelled.Should().BeTrue();
        _steps.Should().Equal("a enter 1", "retry enter 1", "call", "retry failure 1 failure.unknown", "a cancelled 1");
    }

    [Fact]
    public async Task A_strategy_may_replace_a_failure_and_those_outside_see_a_success()
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("fallback", _steps)
        {
            OnFailure = static (_, _, _) => FailureVerdict.Replace,
            Replacement = static () => 42,
        });

        (await pipeline.ExecuteAsync(static _ => ValueTask.FromException<int>(new TestException()), Token)).Should().Be(42);
        _steps.Should().Equal("a enter 1", "fallback enter 1", "fallback failure 1 failure.unknown", "fallback replace 1", "a success 1");
    }

    [Fact]
    public async Task A_replacement_that_throws_is_the_failure_that_those_outside_see()
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("fallback", _steps)
        {
            OnFailure = static (_, _, _) => FailureVerdict.Replace,
            Replacement = static () => throw new InvalidDataException(),
        });

        (await pipeline.ExecuteOutcomeAsync(Fail, Token)).Exception.Should().BeOfType<InvalidDataException>();
        _steps[^1].Should().Be("a failure 1 failure.data");
    }

    [Fact]
    public async Task A_strategy_may_turn_a_failure_into_another_which_is_classified_anew()
    {
        ResiliencePipeline pipeline = Pipeline(Recording("a"), () => new RecordingStrategy("b", _steps)
        {
            OnFailure = static (frame, _, failure) => frame.FailWith(new InvalidDataException("wrapped", failure.Exception)),
        });

        (await pipeline.ExecuteOutcomeAsync(Fail, Token)).Exception.Should().BeOfType<InvalidDataException>()
            .Which.InnerException.Should().BeOfType<TestException>();
        _steps[^1].Should().Be("a failure 1 failure.data");
    }

    private static ResiliencePipeline Pipeline(params Func<ResilienceStrategy>[] strategies) => Pipeline(TimeProvider.System, strategies);

    private static ResiliencePipeline Pipeline(TimeProvider clock, params Func<ResilienceStrategy>[] strategies) =>
        strategies.Aggregate(
            new ResiliencePipelineBuilder { TimeProvider = clock }, static (builder, strategy) => builder.AddStrategy(strategy)).Build();

    private Func<ResilienceStrategy> Recording(string name) => () => new RecordingStrategy(name, _steps);

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
