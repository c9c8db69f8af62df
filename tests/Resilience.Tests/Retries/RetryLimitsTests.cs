using Resilience.Telemetry;

namespace Resilience.Retries;

public sealed class RetryLimitsTests
{
    private readonly DelayClock _clock = new();
    private readonly EventRecorder _events = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory] // 9: theirs cuts a delay at MaxDelay; ours does that with the ceiling of the backoff, and gives up at MaxDelay.
    [InlineData(399, 2)]
    [InlineData(400, 3)]
    public async Task A_wait_longer_than_the_longest_ends_the_attempts(double maxDelay, int calls)
    {
        RetryOptions options = new() { MaxAttempts = 3, Backoff = Backoff.Linear(Ms(200), Jitter.None), MaxDelay = Ms(maxDelay) };

        (await CallsAsync(options)).Should().Be(calls);
    }

    [Theory]
    [InlineData(299, 3)]
    [InlineData(300, 4)]
    public async Task No_attempt_begins_later_than_max_elapsed(double maxElapsed, int calls)
    {
        RetryOptions options = Retrying.Options(int.MaxValue);
        options.MaxElapsed = Ms(maxElapsed);

        (await CallsAsync(options)).Should().Be(calls);
        _events.Events[^2].Kind.Should().Be(ResilienceEventKind.RetriesExhausted);
    }

    [Fact]
    public async Task The_time_of_the_attempts_counts_for_max_elapsed()
    {
        RetryOptions options = Retrying.Options(int.MaxValue);
        options.MaxElapsed = Ms(1000);

        (await CallsAsync(options, Ms(500))).Should().Be(2);
        _clock.Waits.Should().ContainSingle();
    }

    [Fact]
    public async Task Zero_max_elapsed_permits_only_retries_that_lose_no_time() =>
        (await CallsAsync(new() { MaxElapsed = TimeSpan.Zero, Backoff = Backoff.None })).Should().Be(3);

    [Fact] // Their defect 20: a hint of 2 s under 300 ms waited, timed out, and the 429 was lost.
    public async Task What_cannot_end_before_the_deadline_does_not_begin_and_the_real_outcome_is_returned_at_once()
    {
        Dependency limited = Dependency.Down(static () => new RateLimitException(TimeSpan.FromSeconds(2)));
        ResiliencePipeline pipeline = Retrying.Builder(_clock, _events).AddTimeout(Ms(300)).AddRetry().Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(limited.CallAsync, Token);

        outcome.Exception.Should().BeOfType<RateLimitException>();
        outcome.Code.Should().Be(ErrorCodes.RateLimit);
        limited.Calls.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
        _events.Kinds.Should().Contain(ResilienceEventKind.RetriesExhausted).And.NotContain(ResilienceEventKind.TimedOut);
    }

    [Theory]
    [InlineData(299, 3)]
    [InlineData(300, 3)]
    [InlineData(301, 4)]
    public async Task A_delay_that_ends_exactly_at_the_deadline_is_too_long(double timeout, int calls)
    {
        Dependency down = Dependency.Down();
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddTimeout(Ms(timeout)).AddRetry(Retrying.Options(int.MaxValue)).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        outcome.Exception.Should().BeOfType<TransientException>();
        down.Calls.Should().Be(calls);
    }

    [Fact]
    public async Task The_nearest_of_several_deadlines_outside_counts_and_those_inside_do_not()
    {
        Dependency down = Dependency.Down();
        ResiliencePipeline pipeline = Retrying.Builder(_clock)
            .AddTimeout(Ms(150)).AddTimeout(Ms(5000)).AddRetry(Retrying.Options(int.MaxValue)).AddTimeout(Ms(50)).Build();

        await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        down.Calls.Should().Be(2);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_permits_not_even_a_retry_without_delay()
    {
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddTimeout(Ms(100)).AddRetry(new() { Backoff = Backoff.None }).Build();
        int calls = 0;

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<int>(
            _ =>
            {
                calls++;
                _clock.Advance(Ms(100));
                throw new TransientException("late");
            },
            Token);

        calls.Should().Be(1);
        outcome.Exception!.Message.Should().Be("late");
    }

    [Fact]
    public async Task The_outer_timeout_claims_an_attempt_that_its_deadline_ended()
    {
        ResiliencePipeline pipeline = Retrying.Builder(_clock, _events).AddTimeout(Ms(100)).AddRetry(Retrying.Options()).Build();
        int calls = 0;

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<int>(
            token =>
            {
                calls++;
                _clock.Advance(Ms(100));
                token.ThrowIfCancellationRequested();
                return new(1);
            },
            Token);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>();
        calls.Should().Be(1);
    }

    [Fact]
    public async Task An_attempt_that_timed_out_is_retried()
    {
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddRetry(Retrying.Options()).AddTimeout(Ms(50)).Build();
        int calls = 0;

        int result = await pipeline.ExecuteAsync(
            token =>
            {
                if (++calls < 3)
                    _clock.Advance(Ms(50));
                token.ThrowIfCancellationRequested();
                return new ValueTask<int>(calls);
            },
            Token);

        result.Should().Be(3);
    }

    [Fact]
    public async Task A_budget_refuses_what_it_has_not_got()
    {
        var budget = new RetryBudget(new() { Ratio = 0, MinimumPerWindow = 3 }, _clock);
        RetryOptions options = Retrying.Options(10);
        options.Budget = budget;

        (await CallsAsync(options)).Should().Be(4);

        budget.Snapshot().TotalCalls.Should().Be(1);
        budget.Snapshot().TotalGranted.Should().Be(3);
        budget.Snapshot().TotalRefused.Should().Be(1);
        _events.Only(ResilienceEventKind.RetriesExhausted).Attempt.Should().Be(4);
    }

    [Fact]
    public async Task Two_pipelines_may_share_a_budget()
    {
        var budget = new RetryBudget(new() { Ratio = 0, MinimumPerWindow = 3 }, _clock);
        RetryOptions first = new() { Backoff = Backoff.None, Budget = budget };
        RetryOptions<int> second = new() { Backoff = Backoff.None, Budget = budget };
        Dependency down = Dependency.Down();

        await Retrying.Pipeline(_clock, first).ExecuteOutcomeAsync(down.CallAsync, Token);
        await Retrying.Builder<int>(_clock).AddRetry(second).Build().ExecuteOutcomeAsync(down.CallAsync, Token);

        down.Calls.Should().Be(3 + 2);
        budget.Snapshot().TotalCalls.Should().Be(2);
    }

    [Fact]
    public async Task Successes_earn_retries()
    {
        RetryOptions options = Retrying.Options(10);
        options.Budget = new RetryBudget(new() { Ratio = 0.2, MinimumPerWindow = 0 }, _clock);
        ResiliencePipeline pipeline = Retrying.Pipeline(_clock, options);
        for (int i = 0; i < 9; i++)
            await pipeline.ExecuteAsync(Dependency.Failing(0).CallAsync, Token);
        Dependency down = Dependency.Down();

        await pipeline.ExecuteOutcomeAsync(down.CallAsync, Token);

        down.Calls.Should().Be(1 + 2);
    }

    [Fact]
    public async Task A_failure_that_is_not_retried_spends_nothing()
    {
        var budget = new RetryBudget(null, _clock);
        RetryOptions options = Retrying.Options();
        options.Budget = budget;
        ResiliencePipeline pipeline = Retrying.Builder(_clock).AddTimeout(Ms(50)).AddRetry(options).Build();

        await pipeline.ExecuteOutcomeAsync(Dependency.Down(static () => new PermanentException()).CallAsync, Token);
        await pipeline.ExecuteOutcomeAsync(Dependency.Down().CallAsync, Token);

        budget.Snapshot().TotalCalls.Should().Be(2);
        budget.Snapshot().TotalGranted.Should().Be(0);
        budget.Snapshot().TotalRefused.Should().Be(0);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private async Task<int> CallsAsync(RetryOptions options, TimeSpan attempt = default)
    {
        int calls = 0;
        Outcome<int> outcome = await Retrying.Pipeline(_clock, options, _events).ExecuteOutcomeAsync<int>(
            _ =>
            {
                _clock.Advance(attempt);
                throw new TransientException($"call {++calls}");
            },
            Token);
        outcome.Exception!.Message.Should().Be($"call {calls}");
        return calls;
    }
}
