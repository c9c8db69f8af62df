namespace Resilience.Hedging;

/// <summary>The caller goes, or a deadline outside passes, while attempts run.</summary>
public sealed class HedgingCancellationTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task A_call_that_is_cancelled_before_never_starts_an_attempt()
    {
        _attempts.CancelCaller();

        Func<Task> call = () => Call(new() { Delay = HedgingDelay.None });

        OperationCanceledException thrown = (await call.Should().ThrowAsync<OperationCanceledException>()).Which;
        thrown.CancellationToken.Should().Be(_attempts.Caller);
        thrown.StackTrace.Should().NotBeNullOrEmpty();
        _attempts.Started.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_callers_cancellation_ends_every_attempt_and_carries_the_callers_token(int running)
    {
        Task<string> call = Call(new() { Delay = running == 1 ? Attempts.Second : HedgingDelay.None, MaxAttempts = 3 });
        for (int i = 1; i <= running; i++)
            await _attempts[i].Begun;

        _attempts.CancelCaller();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_attempts.Caller);
        call.IsCanceled.Should().BeTrue();
        for (int i = 1; i <= running; i++)
            await _attempts[i].Left;
        _attempts.Clock.Advance(TimeSpan.FromDays(1));
        _attempts.Started.Should().Be(running);
    }

    [Fact]
    public async Task A_failure_after_the_caller_went_starts_nothing_and_is_the_callers_cancellation()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = Attempts.Second });
        _attempts.CancelCaller();
        _attempts[1].Fail();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_attempts.Caller);
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_failure_that_is_not_handled_stays_what_it_is_after_the_caller_went()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = Attempts.Second });
        _attempts.CancelCaller();
        _attempts[1].Fail(new PermanentException("no"));

        await ((Func<Task>)(() => call)).Should().ThrowAsync<PermanentException>();
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_caller_went_is_an_answer()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = Attempts.Second });
        _attempts.CancelCaller();
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
    }

    [Fact]
    public async Task When_the_caller_goes_the_first_attempt_that_ends_ends_the_call()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = HedgingDelay.None });
        await _attempts[2].Begun;
        _attempts.CancelCaller();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_attempts.Caller);
        _attempts[1].Succeed();
    }

    [Fact]
    public async Task A_deadline_outside_ends_every_attempt_and_is_the_timeout_of_whoever_set_it()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second, MaxAttempts = 3 }, TimeSpan.FromSeconds(10));
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[3].Begun;

        _attempts.Clock.Advance(TimeSpan.FromSeconds(8));

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationTimedOutException>())
            .Which.Timeout.Should().Be(TimeSpan.FromSeconds(10));
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Left;
        _attempts.Started.Should().Be(3);
    }

    [Fact]
    public async Task A_deadline_that_cuts_off_a_hedge_is_a_timeout_though_the_first_attempt_had_failed()
    {
        Task<string> call = Call(new() { Delay = Attempts.Second }, TimeSpan.FromSeconds(10));
        _attempts[1].Fail();
        await _attempts[2].Begun;

        _attempts.Clock.Advance(TimeSpan.FromSeconds(10));

        await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationTimedOutException>();
    }

    [Fact]
    public async Task No_attempt_starts_after_the_deadline()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = Attempts.Second }, TimeSpan.FromSeconds(1));
        _attempts.Clock.Advance(TimeSpan.FromSeconds(1));
        _attempts.Started.Should().Be(1, "the delay is as long as the limit");
        _attempts[1].Fail();

        await ((Func<Task>)(() => call)).Should().ThrowAsync<TransientException>("it is the real outcome");
        _attempts.Started.Should().Be(1);
    }

    [Fact]
    public async Task A_success_that_arrives_late_all_the_same_is_returned()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Call(new() { Delay = HedgingDelay.Infinite }, TimeSpan.FromSeconds(1));
        _attempts.Clock.Advance(TimeSpan.FromSeconds(1));
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
    }

    [Fact]
    public async Task Nested_anyhow_the_callers_token_comes_out()
    {
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddTimeout(TimeSpan.FromSeconds(60))
            .AddHedging(new() { Delay = HedgingDelay.None })
            .Use(static (inner, token) => inner.InvokeAsync(token))
            .AddTimeout(TimeSpan.FromSeconds(50))
            .AddRetry()
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddTimeout(TimeSpan.FromSeconds(40))
            .Build();
        Task<Outcome<string>> call = pipeline.ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        for (int i = 1; i <= 4; i++)
            await _attempts[i].Begun;

        _attempts.CancelCaller();

        Outcome<string> outcome = await call;
        outcome.IsCancelled.Should().BeTrue();
        ((OperationCanceledException)outcome.Exception!).CancellationToken.Should().Be(_attempts.Caller);
    }

    [Fact]
    public async Task Nested_anyhow_the_outermost_deadline_is_a_timeout()
    {
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddTimeout(TimeSpan.FromSeconds(5))
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddRetry()
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddTimeout(TimeSpan.FromSeconds(40))
            .Build();
        Task<Outcome<string>> call = pipeline.ExecuteOutcomeAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        for (int i = 1; i <= 4; i++)
            await _attempts[i].Begun;

        _attempts.Clock.Advance(TimeSpan.FromSeconds(5));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Work_that_a_timeout_outside_leaves_behind_takes_its_race_with_it()
    {
        var results = new TaskCompletionSource<Timeouts.Disposable>[] { new(), new() };
        int calls = 0;
        ResiliencePipeline<Timeouts.Disposable> pipeline =
            new ResiliencePipelineBuilder<Timeouts.Disposable> { TimeProvider = _attempts.Clock }
                .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromSeconds(10), Abandon = true })
                .AddHedging(new() { Delay = HedgingDelay.None })
                .Build();
        var begun = new TaskCompletionSource();
        Task<Outcome<Timeouts.Disposable>> call = pipeline.ExecuteOutcomeAsync(
            _ =>
            {
                int number = Interlocked.Increment(ref calls);
                if (number == 2)
                    begun.SetResult();
                return new ValueTask<Timeouts.Disposable>(results[number - 1].Task);
            },
            _attempts.Caller).AsTask();
        await begun.Task;

        _attempts.Clock.Advance(TimeSpan.FromSeconds(10));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        using var first = new Timeouts.Disposable();
        using var second = new Timeouts.Disposable();
        results[0].SetResult(first);
        results[1].SetResult(second);
        while (first.Disposals == 0 || second.Disposals == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        (first.Disposals, second.Disposals).Should().Be((1, 1));
    }

    [Fact]
    public async Task Under_a_timeout_that_may_leave_it_behind_a_race_gives_the_answer_as_ever()
    {
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromSeconds(10), Abandon = true })
            .AddHedging(new() { Delay = HedgingDelay.None })
            .Build();
        var context = new ResilienceContext("operation", _attempts.Caller);
        var key = new ResilienceKey<string>("who");

        Task<string> call = pipeline.ExecuteAsync(
            (attempts, context) =>
            {
                context.Set(key, $"attempt {context.Attempt}");
                return attempts.CallAsync(context.CancellationToken);
            },
            _attempts,
            context).AsTask();
        await _attempts[2].Begun;
        _attempts[1].Fail();
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
        context.TryGet(key, out string? who).Should().BeTrue();
        who.Should().StartWith("attempt ");
    }

    [Fact]
    public async Task A_timeout_inside_that_leaves_work_behind_lets_losers_go_at_once()
    {
        var turnstile = new Turnstile();
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = HedgingDelay.None })
            .AddStrategy(() => turnstile)
            .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromSeconds(10), Abandon = true })
            .Build();
        _attempts[1].IgnoresToken = true;
        _attempts[2].IgnoresToken = true;
        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        await _attempts[1].Begun;
        await _attempts[2].Begun;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        await turnstile.EmptyAsync();
        (turnstile.Succeeded, turnstile.CancelledOnes).Should().Be((1, 1), "its callback still runs, but the loser is out");
        _attempts[2].Succeed();
    }

    private Task<string> Call(HedgingOptions<string> options, TimeSpan? outerLimit = null)
    {
        var builder = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock };
        if (outerLimit is { } limit)
            builder.AddTimeout(limit);
        return builder.AddHedging(options).Build().ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
    }
}
