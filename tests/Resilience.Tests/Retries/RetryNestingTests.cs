using Resilience.Pipelines;

namespace Resilience.Retries;

public sealed class RetryNestingTests
{
    private readonly DelayClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nested_retries_multiply_and_the_inner_one_starts_over_for_each_attempt_of_the_outer()
    {
        Dependency down = Dependency.Down();
        RetryOptions inner = new() { MaxAttempts = 3, Backoff = Backoff.Linear(Ms(10), Jitter.None) };
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddRetry(Retrying.Options(2)).AddRetry(inner).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception!.Message.Should().Be("call 6");
        down.Calls.Should().Be(6);
        _clock.Waits.Should().Equal(Ms(10), Ms(20), Retrying.Delay, Ms(10), Ms(20));
        pipeline.Hazards.Should().Contain(static hazard => hazard.Code == HazardCodes.RetriesMultiply);
    }

    [Fact]
    public async Task Attempts_are_numbered_through_for_both()
    {
        var seen = new List<(string, int)>();
        RetryOptions Named(string name) => new()
        {
            Name = name,
            MaxAttempts = 2,
            Backoff = Backoff.None,
            OnRetry = arguments =>
            {
                seen.Add((name, arguments.Attempt));
                return default;
            },
        };

        await Retrying.Builder(_clock).AddRetry(Named("outer")).AddRetry(Named("inner")).Build()
            .ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        seen.Should().Equal(("inner", 1), ("outer", 2), ("inner", 3));
    }

    [Fact]
    public async Task Max_elapsed_of_the_inner_one_starts_over_too()
    {
        Dependency down = Dependency.Down();
        RetryOptions inner = Retrying.Options(int.MaxValue);
        inner.MaxElapsed = Ms(250);

        await Retrying.Builder(_clock).AddRetry(Retrying.Options(2)).AddRetry(inner).Build().ExecuteOutcomeAsync(down.CallAsync, Token);

        down.Calls.Should().Be(2 * 3);
    }

    [Fact]
    public async Task Decorrelated_delays_of_the_inner_one_start_over_too()
    {
        RetryOptions inner = new() { Backoff = Backoff.Constant(Ms(100), Jitter.Decorrelated), Randomizer = static () => 0 };

        await Retrying.Builder(_clock).AddRetry(new() { MaxAttempts = 2, Backoff = Backoff.None }).AddRetry(inner).Build()
            .ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        _clock.Waits.Should().Equal(Ms(300), Ms(900), Ms(300), Ms(900));
    }

    [Fact]
    public async Task Two_retries_may_share_the_work_by_kind_of_failure()
    {
        var mixed = new Dependency(static call => call switch
        {
            1 or 2 => new RateLimitException(),
            3 => new TimeoutException(),
            _ => null,
        });
        RetryOptions outer = new() { MaxAttempts = 2, Backoff = Backoff.None, Handle = FailureFilter.Cause(FailureCause.Timeout) };
        RetryOptions inner = new() { MaxAttempts = 3, Backoff = Backoff.None, Handle = FailureFilter.Cause(FailureCause.RateLimit) };

        (await Retrying.Builder(_clock).AddRetry(outer).AddRetry(inner).Build().ExecuteAsync(mixed.CallAsync, Token)).Should().Be(4);
    }

    [Fact]
    public async Task A_retry_around_a_middleware_runs_it_again()
    {
        int passed = 0;
        ResiliencePipeline<int> pipeline = Retrying.Builder<int>(_clock).AddRetry(Retrying.Options<int>(static _ => false))
            .Use((inner, token) =>
            {
                passed++;
                return inner.InvokeAsync(token);
            })
            .Build();

        int result = await pipeline.ExecuteAsync(Dependency.Failing(2).CallAsync, Token);

        result.Should().Be(3);
        passed.Should().Be(3);
    }

    [Fact]
    public async Task A_middleware_that_throws_is_retried()
    {
        int passed = 0;
        ResiliencePipeline<int> pipeline = Retrying.Builder<int>(_clock).AddRetry()
            .Use((inner, token) => ++passed < 3 ? throw new TransientException() : inner.InvokeAsync(token))
            .Build();

        (await pipeline.ExecuteAsync(Dependency.Failing(0).CallAsync, Token)).Should().Be(1);
    }

    [Fact]
    public async Task A_retry_inside_a_middleware_sees_the_deadline_outside_of_it()
    {
        Dependency down = Dependency.Down();
        ResiliencePipeline<int> pipeline = Retrying.Builder<int>(_clock).AddTimeout(Ms(250))
            .Use(static (inner, token) => inner.InvokeAsync(token))
            .AddRetry(Retrying.Options<int>(static _ => false, int.MaxValue))
            .Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception.Should().BeOfType<TransientException>();
        down.Calls.Should().Be(3);
    }

    [Fact]
    public async Task A_rejection_by_a_strategy_inside_passes_the_retry()
    {
        var rejection = new Rejection(RejectionReason.Custom, "gate");
        int entered = 0;
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddRetry(new() { Handle = FailureFilter.Any })
            .AddStrategy(() => new Gate(rejection, () => entered++)).Build();
        Dependency healthy = Dependency.Failing(0);

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(healthy.CallAsync, Token);

        outcome.Rejection.Should().BeSameAs(rejection);
        entered.Should().Be(1);
        healthy.Calls.Should().Be(0);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private sealed class Gate(Rejection rejection, Action entered) : ResilienceStrategy("gate", StrategySteps.Enter)
    {
        public override string ToString() => Name;

        protected internal override EntryVerdict Enter(ExecutionFrame frame)
        {
            entered();
            frame.Reject(rejection);
            return EntryVerdict.Stop;
        }
    }
}
