namespace Resilience.Hedging;

/// <summary>Strategies inside of hedging see each attempt, and strategies outside see one call.</summary>
public sealed class HedgingInsideTests : IDisposable
{
    private readonly Attempts _attempts = new();
    private readonly Turnstile _inside = new();
    private readonly Turnstile _outside = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task Each_attempt_enters_and_leaves_what_is_inside_once_and_the_call_what_is_outside()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Start(new() { Delay = HedgingDelay.None, MaxAttempts = 3 });
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        _attempts[2].Fail();
        _attempts[3].Succeed();
        await call;

        (_outside.Entered, _outside.Succeeded).Should().Be((1, 1));
        _inside.Entered.Should().Be(3);
        _inside.Inside.Should().Be(1, "the loser that ignores its token still holds its permit");
        _attempts[1].Succeed();
        await _inside.EmptyAsync();
        (_inside.Succeeded, _inside.Failed).Should().Be((2, 1));
    }

    [Fact]
    public async Task A_loser_is_neutral_for_a_breaker_inside()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" }, _attempts.Clock);
        Task<string> call = Start(new() { Delay = HedgingDelay.None }, builder => builder.AddCircuitBreaker(breaker));
        await _attempts[2].Begun;
        _attempts[2].Succeed();
        await call;
        await _inside.EmptyAsync();

        breaker.Snapshot().Calls.Should().Be(1);
        breaker.Snapshot().Failures.Should().Be(0);
        _inside.CancelledOnes.Should().Be(1);
    }

    [Fact]
    public async Task A_breaker_inside_counts_a_timeout_outside_once_for_each_attempt()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" }, _attempts.Clock);
        ResiliencePipeline<string> pipeline = Builder()
            .AddTimeout(TimeSpan.FromSeconds(5))
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddCircuitBreaker(breaker)
            .Build();
        Task<Outcome<string>> call = pipeline.ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        await _attempts[2].Begun;

        _attempts.Clock.Advance(TimeSpan.FromSeconds(5));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        await _attempts[1].Left;
        await _attempts[2].Left;
        while (breaker.Snapshot().Timeouts < 2)
            await Task.Yield();
        breaker.Snapshot().Failures.Should().Be(2);
    }

    [Fact]
    public async Task A_breaker_inside_takes_the_callers_cancellation_for_nothing()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" }, _attempts.Clock);
        ResiliencePipeline<string> pipeline = Builder()
            .AddTimeout(TimeSpan.FromSeconds(5))
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddStrategy(() => _inside)
            .AddCircuitBreaker(breaker)
            .Build();
        Task<Outcome<string>> call = pipeline.ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        await _attempts[2].Begun;

        _attempts.CancelCaller();

        (await call).IsCancelled.Should().BeTrue();
        await _inside.EmptyAsync();
        breaker.Snapshot().Calls.Should().Be(0);
        _inside.CancelledOnes.Should().Be(2);
    }

    [Fact]
    public async Task A_rejection_inside_is_the_outcome_and_makes_no_hedge()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" }, _attempts.Clock);
        breaker.Trip();
        Outcome<string> outcome = await Build(new() { Delay = HedgingDelay.None, MaxAttempts = 3 }, builder => builder.AddCircuitBreaker(breaker))
            .ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller);

        outcome.Code.Should().Be(ErrorCodes.CircuitOpen);
        breaker.Snapshot().RejectedOpen.Should().Be(1);
    }

    [Fact]
    public async Task Asked_to_hedging_follows_a_rejection_by_another_attempt()
    {
        var breaker = new CircuitBreaker(new CircuitBreakerOptions { Name = "circuit" }, _attempts.Clock);
        breaker.Trip();
        Outcome<string> outcome = await Build(
                new() { MaxAttempts = 3, HedgeRejections = true }, builder => builder.AddCircuitBreaker(breaker))
            .ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller);

        outcome.Code.Should().Be(ErrorCodes.CircuitOpen);
        breaker.Snapshot().RejectedOpen.Should().Be(3);
    }

    [Fact]
    public async Task A_hedge_that_is_refused_does_not_beat_the_attempt_that_runs_and_no_other_is_tried()
    {
        var permits = new Turnstile(permits: 1);
        ResiliencePipeline<string> pipeline = Builder()
            .AddHedging(new() { Delay = HedgingDelay.None, MaxAttempts = 5 })
            .AddStrategy(() => permits)
            .Build();
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        while (permits.Refused < 4)
            await Task.Yield();
        call.IsCompleted.Should().BeFalse();
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task Each_attempt_has_the_whole_time_of_a_timeout_inside()
    {
        Task<string> call = Start(
            new() { Delay = Attempts.Second, MaxAttempts = 3 }, builder => builder.AddTimeout(TimeSpan.FromSeconds(3)));
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[3].Begun;
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[1].Left;
        _attempts[2].Token.IsCancellationRequested.Should().BeFalse();
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
    }

    [Fact]
    public async Task A_retry_inside_tries_for_each_attempt_and_a_retry_outside_races_again()
    {
        int calls = 0;
        ResiliencePipeline<string> pipeline = Builder()
            .AddRetry(new() { MaxAttempts = 2, Backoff = Backoff.None })
            .AddHedging(new() { Delay = HedgingDelay.Infinite, MaxAttempts = 2 })
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None })
            .Build();

        Outcome<string> outcome = await pipeline.ExecuteOutcomeAsync<int>(
            (_, _) =>
            {
                Interlocked.Increment(ref calls);
                throw new TransientException();
            },
            0,
            _attempts.Caller);

        outcome.Exception.Should().BeOfType<TransientException>();
        calls.Should().Be(12);
    }

    [Fact]
    public async Task A_loser_that_waits_for_a_retry_inside_stops_waiting()
    {
        int calls = 0;
        ResiliencePipeline<string> pipeline = Builder()
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddStrategy(() => _inside)
            .AddRetry(new() { Backoff = Backoff.Constant(TimeSpan.FromHours(1)) })
            .Build();

        string result = await pipeline.ExecuteAsync(
            async _ =>
            {
                await Task.Yield();
                return Interlocked.Increment(ref calls) == 1 ? throw new TransientException() : "second";
            },
            _attempts.Caller);
        await _inside.EmptyAsync();

        result.Should().Be("second");
        (_inside.Succeeded, _inside.CancelledOnes).Should().Be((1, 1));
        calls.Should().Be(2);
    }

    [Fact]
    public async Task A_fallback_inside_gives_the_first_attempt_an_answer()
    {
        Task<string> call = Start(
            new() { Delay = HedgingDelay.Infinite }, builder => builder.AddFallback("instead"));
        _attempts[1].Fail();

        (await call).Should().Be("instead");
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_middleware_inside_runs_once_for_each_attempt()
    {
        int runs = 0;
        Task<string> call = Start(
            new() { Delay = HedgingDelay.None, MaxAttempts = 3 },
            builder => builder.Use((inner, token) =>
            {
                Interlocked.Increment(ref runs);
                return inner.InvokeAsync(token);
            }));
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
        runs.Should().Be(3);
        await _inside.EmptyAsync();
    }

    [Fact]
    public async Task Hedging_inside_of_hedging_multiplies_attempts()
    {
        ResiliencePipeline<string> pipeline = Builder()
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddHedging(new() { Delay = HedgingDelay.None, MaxAttempts = 3 })
            .AddStrategy(() => _inside)
            .Build();
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        for (int i = 1; i <= 6; i++)
            await _attempts[i].Begun;
        _attempts[5].Succeed();

        (await call).Should().Be("attempt 5");
        await _inside.EmptyAsync();
        (_inside.Entered, _inside.Succeeded, _inside.CancelledOnes).Should().Be((6, 1, 5));
    }

    private ResiliencePipelineBuilder<string> Builder() => new() { TimeProvider = _attempts.Clock };

    private Task<string> Start(
        HedgingOptions<string> options, Func<ResiliencePipelineBuilder<string>, ResiliencePipelineBuilder<string>>? inside = null) =>
        Build(options, inside).ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();

    private ResiliencePipeline<string> Build(
        HedgingOptions<string> options, Func<ResiliencePipelineBuilder<string>, ResiliencePipelineBuilder<string>>? inside = null)
    {
        ResiliencePipelineBuilder<string> builder = Builder()
            .AddStrategy(() => _outside)
            .AddHedging(options)
            .AddStrategy(() => _inside);
        return (inside is null ? builder : inside(builder)).Build();
    }
}
