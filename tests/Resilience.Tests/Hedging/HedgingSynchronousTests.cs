namespace Resilience.Hedging;

/// <summary>Synchronous calls: attempts run in parallel all the same, and callbacks that block do not keep the caller.</summary>
public sealed class HedgingSynchronousTests : IDisposable
{
    private readonly Attempts _attempts = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task A_first_attempt_that_blocks_does_not_keep_the_second_from_starting_nor_the_caller_from_its_answer()
    {
        _attempts[1].IgnoresToken = true;
        Task<string> call = Execute(new() { Delay = Attempts.Second });
        await _attempts[1].Begun;
        await _attempts.Clock.SetAsync(Attempts.Second);
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
        _attempts[1].Succeed();
    }

    [Fact]
    public async Task Attempts_run_at_the_same_time()
    {
        Task<string> call = Execute(new() { Delay = HedgingDelay.None, MaxAttempts = 3 });
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
    }

    [Fact]
    public void Without_overlap_the_first_attempt_keeps_its_callers_thread()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.Infinite });
        int thread = 0;

        pipeline.Execute(
            _ =>
            {
                thread = Environment.CurrentManagedThreadId;
                return "";
            },
            _attempts.Caller);

        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void A_quantile_that_knows_nothing_yet_leaves_the_first_attempt_on_its_callers_thread()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.Quantile(timeProvider: _attempts.Clock) });
        int thread = 0;

        pipeline.Execute(
            _ =>
            {
                thread = Environment.CurrentManagedThreadId;
                return "";
            },
            _attempts.Caller);

        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void A_generator_may_forbid_overlap_call_by_call()
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { DelayGenerator = static _ => Timeout.InfiniteTimeSpan });
        int thread = 0;

        pipeline.Execute(
            _ =>
            {
                thread = Environment.CurrentManagedThreadId;
                return "";
            },
            _attempts.Caller);

        thread.Should().Be(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void A_failure_is_followed_by_another_attempt()
    {
        int calls = 0;
        ResiliencePipeline<string> pipeline = Pipeline(new() { Delay = HedgingDelay.Infinite, MaxAttempts = 3 });

        pipeline.Execute(
            _ => Interlocked.Increment(ref calls) < 3 ? throw new TransientException() : "third", _attempts.Caller).Should().Be("third");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_generator_that_throws_is_the_outcome(bool withContext)
    {
        ResiliencePipeline<string> pipeline = Pipeline(new() { DelayGenerator = static _ => throw new InvalidDataException("generator") });
        int calls = 0;

        Outcome<string> outcome = withContext
            ? pipeline.ExecuteOutcome(_ => $"{calls++}", _attempts.Caller)
            : pipeline.ExecuteOutcome((_, _) => $"{calls++}", 0, _attempts.Caller);

        outcome.Exception.Should().BeOfType<InvalidDataException>();
        calls.Should().Be(0);
    }

    [Fact]
    public async Task The_callers_cancellation_ends_the_call()
    {
        Task<string> call = Execute(new() { Delay = HedgingDelay.None });
        await _attempts[1].Begun;
        await _attempts[2].Begun;
        _attempts.CancelCaller();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_attempts.Caller);
    }

    [Fact]
    public async Task Values_exceptions_and_calls_without_result_pass_through_every_door()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _attempts.Clock }
            .AddHedging(new() { Delay = TimeSpan.FromHours(1) }).Build();

        await Task.Run(
            () =>
            {
                int calls = 0;
                pipeline.Execute(_ => { calls++; }, _attempts.Caller);
                pipeline.ExecuteOutcome(_ => 5, _attempts.Caller).Result.Should().Be(5);
                pipeline.Execute(static (state, context) => state + context.Attempt, 6, new ResilienceContext(null, _attempts.Caller))
                    .Should().Be(7);
                pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(new PermanentException()), _attempts.Caller)
                    .Exception.Should().BeOfType<PermanentException>();
                pipeline.Invoking(it => it.Execute(static _ => throw new PermanentException("thrown"), _attempts.Caller))
                    .Should().Throw<PermanentException>();
                calls.Should().Be(1);
            },
            TestContext.Current.CancellationToken);
    }

    private Task<string> Execute(HedgingOptions<string> options) => Task.Factory.StartNew(
        () => Pipeline(options).Execute(_attempts.Call, _attempts.Caller),
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options) =>
        new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock }.AddHedging(options).Build();
}
