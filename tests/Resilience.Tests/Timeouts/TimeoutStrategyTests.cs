using Resilience.Telemetry;

namespace Resilience.Timeouts;

public sealed class TimeoutStrategyTests : IDisposable
{
    private readonly Bench _bench = new();

    public static TheoryData<TimeSpan> NoLimits => [TimeSpan.Zero, TimeSpan.FromTicks(-1), Timeout.InfiniteTimeSpan, TimeSpan.MinValue];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_defaults_are_thirty_seconds_and_cooperation()
    {
        var options = new TimeoutOptions();

        options.Timeout.Should().Be(TimeSpan.FromSeconds(30));
        options.Abandon.Should().BeFalse();
        options.TimeoutGenerator.Should().BeNull();
        options.OnTimeout.Should().BeNull();
        options.Name.Should().Be("timeout");
    }

    [Fact]
    public async Task A_call_that_takes_too_long_fails_with_the_time_that_it_had()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(new TimeoutOptions { Name = "attempt", Timeout = Bench.Second }).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(Bench.Second - TimeSpan.FromMilliseconds(1));
        call.IsCompleted.Should().BeFalse("a timeout is never early");
        _bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Outcome<int> outcome = await call;

        outcome.Code.Should().Be(ErrorCodes.Timeout);
        outcome.Failure!.Value.Cause.Should().Be(FailureCause.Timeout);
        OperationTimedOutException exception = outcome.Exception.Should().BeOfType<OperationTimedOutException>().Subject;
        exception.Timeout.Should().Be(Bench.Second);
        exception.Component.Should().Be("attempt");
        exception.InnerException.Should().BeAssignableTo<OperationCanceledException>();
        ResilienceEvent told = _bench.Events.Events.Single(static happened => happened.Kind == ResilienceEventKind.TimedOut);
        told.Strategy.Should().Be("attempt");
        told.Duration.Should().Be(Bench.Second);
        told.Code.Should().Be(ErrorCodes.Timeout);
        told.Attempt.Should().Be(1);
    }

    [Fact] // 52
    public async Task The_exception_knows_where_the_work_was_cancelled()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).Build();
        Task<int> call = pipeline.ExecuteAsync(Bench.HangAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(Bench.Second);

        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationTimedOutException>())
            .Which.InnerException!.StackTrace.Should().Contain(nameof(Bench.HangAsync));
    }

    [Fact]
    public async Task Work_that_ends_in_time_is_not_disturbed_later()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).Build();
        CancellationToken seen = default;

        int result = await pipeline.ExecuteAsync(
            async token =>
            {
                seen = token;
                await Task.Yield();
                return 7;
            },
            _bench.Caller);
        _bench.Clock.Advance(TimeSpan.FromHours(1));

        result.Should().Be(7);
        seen.Should().NotBe(_bench.Caller);
        seen.IsCancellationRequested.Should().BeFalse();
    }

    [Theory] // 47
    [MemberData(nameof(NoLimits))]
    public async Task A_generator_that_says_zero_less_or_infinite_sets_no_limit(TimeSpan none)
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(new TimeoutOptions { TimeoutGenerator = _ => none }).Build();

        CancellationToken seen = await pipeline.ExecuteAsync(static token => new ValueTask<CancellationToken>(token), _bench.Caller);

        seen.Should().Be(_bench.Caller, "without a limit the callback needs no token of its own");
    }

    [Fact]
    public async Task A_generator_decides_attempt_by_attempt()
    {
        var asked = new List<int>();
        using var running = new SemaphoreSlim(0);
        ResiliencePipeline pipeline = _bench.Builder()
            .AddRetry(new() { MaxAttempts = 3, Backoff = Backoff.None })
            .AddTimeout(new TimeoutOptions
            {
                TimeoutGenerator = arguments =>
                {
                    asked.Add(arguments.Attempt);
                    return Bench.Second * arguments.Attempt;
                },
            })
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            token =>
            {
                running.Release();
                return Bench.HangAsync(token);
            },
            _bench.Caller).AsTask();
        for (int attempt = 1; attempt <= 3; attempt++)
        {
            await running.WaitAsync(TestContext.Current.CancellationToken);
            _bench.Clock.Advance(Bench.Second * attempt);
        }

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(Bench.Second * 3);
        asked.Should().Equal(1, 2, 3);
        _bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(3);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100_000)]
    public async Task A_generator_may_say_more_than_timers_can_wait(int days)
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { TimeoutGenerator = _ => TimeSpan.FromDays(days) }).Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(TimeSpan.FromDays(days) - Bench.Second);
        call.IsCompleted.Should().BeFalse();
        _bench.Clock.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
    }

    [Fact]
    public async Task A_generator_that_throws_ends_the_attempt_as_its_failure()
    {
        var fault = new InvalidDataException("no time");
        int calls = 0;
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(new TimeoutOptions { TimeoutGenerator = _ => throw fault }).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(_ => new ValueTask<int>(++calls), _bench.Caller);

        outcome.Exception.Should().BeSameAs(fault);
        calls.Should().Be(0);
    }

    [Fact]
    public async Task Only_a_generator_makes_the_fixed_time_irrelevant()
    {
        Action build = static () => new ResiliencePipelineBuilder().AddTimeout(TimeSpan.Zero).Build();
        build.Should().Throw<InvalidPipelineException>()
            .Which.Errors.Should().ContainSingle().Which.Should().Contain("Timeout").And.Contain("0");

        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Timeout = TimeSpan.Zero, TimeoutGenerator = static _ => Bench.Second }).Build();
        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), _bench.Caller)).Should().Be(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(50 * 24 * 3600)]
    public void A_time_that_cannot_be_kept_is_refused_when_the_pipeline_is_built(int seconds)
    {
        Action build = () => new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(seconds)).Build();

        build.Should().Throw<InvalidPipelineException>()
            .Which.Errors.Should().ContainSingle().Which.Should().Contain(nameof(TimeoutOptions.Timeout));
    }

    [Fact]
    public void The_pipeline_tells_its_timeouts()
    {
        string text = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromSeconds(30))
            .AddTimeout(new TimeoutOptions { Name = "attempt", Timeout = TimeSpan.FromSeconds(2), Abandon = true })
            .AddTimeout(new TimeoutOptions { Name = "free", TimeoutGenerator = static _ => TimeSpan.Zero })
            .Build().ToString();

        text.Should().Contain("timeout (30 s)").And.Contain("attempt (2 s, abandons)").And.Contain("free (decided call by call)");
    }

    [Fact] // defect 17 of the field, met on purpose: cooperation is the default, and Abandon the answer
    public async Task A_success_that_arrives_late_is_returned_by_a_cooperative_timeout()
    {
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).Build();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int> call = pipeline.ExecuteAsync(_ => gate.Task, _bench.Caller).AsTask();

        _bench.Clock.Advance(Bench.Second * 2);
        call.IsCompleted.Should().BeFalse();
        gate.SetResult(3);

        (await call).Should().Be(3);
        _bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(0);
    }

    [Fact] // 51
    public async Task An_unrelated_cancellation_is_preserved()
    {
        using var other = new CancellationTokenSource();
        await other.CancelAsync();
        var fault = new OperationCanceledException("mine", other.Token);
        ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).AddRetry().AddTimeout(Bench.Second).Build();

        Func<Task> call = async () => await pipeline.ExecuteAsync(_ => ValueTask.FromException<int>(fault), _bench.Caller);

        (await call.Should().ThrowAsync<OperationCanceledException>()).Which.Should().BeSameAs(fault);
        _bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(0);
        _bench.Events.Count(ResilienceEventKind.Retrying).Should().Be(0);
    }

    [Fact] // 53
    public async Task The_timeout_never_posts_to_a_synchronization_context()
    {
        var context = new CountingContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        Task<Outcome<int>> call;
        try
        {
            SynchronizationContext.SetSynchronizationContext(context);
            ResiliencePipeline pipeline = _bench.Builder().AddTimeout(Bench.Second).Build();
            call = pipeline.ExecuteOutcomeAsync(
                static async token =>
                {
                    await Task.Delay(Timeout.Infinite, token).ConfigureAwait(false);
                    return 1;
                },
                _bench.Caller).AsTask();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        _bench.Clock.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>();
        context.Posts.Should().Be(0);
    }
}
