using Resilience.Telemetry;

namespace Resilience.Hedging;

/// <summary>Who is told of hedges, and what a handler can do to them: nothing.</summary>
public sealed class HedgingNotificationTests : IDisposable
{
    private readonly Attempts _attempts = new();
    private readonly Timeouts.EventRecorder _events = new();
    private readonly Turnstile _inside = new();

    public void Dispose() => _attempts.Dispose();

    [Fact]
    public async Task A_handler_is_told_the_attempt_the_time_and_what_failed()
    {
        var told = new List<(int Attempt, TimeSpan Elapsed, string? Code)>();
        Task<string> call = Start(new()
        {
            Delay = Attempts.Second,
            MaxAttempts = 3,
            OnHedging = arguments =>
            {
                told.Add((arguments.Attempt, arguments.Elapsed, arguments.Failure?.Code));
                return default;
            },
        });
        _attempts.Clock.Advance(Attempts.Second);
        await _attempts[2].Begun;
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(500));
        _attempts[1].Fail(new TimeoutException());
        await _attempts[3].Begun;
        _attempts[3].Succeed();
        await call;

        told.Should().Equal((2, Attempts.Second, null), (3, TimeSpan.FromMilliseconds(1500), ErrorCodes.Timeout));
    }

    [Fact]
    public async Task Events_tell_the_same()
    {
        Task<string> call = Start(new() { Name = "second try", Delay = Attempts.Second });
        _attempts.Clock.Advance(TimeSpan.FromMilliseconds(100));
        _attempts[1].Fail(new TimeoutException());
        await _attempts[2].Begun;
        _attempts[2].Succeed();
        await call;

        ResilienceEvent hedging = _events.Events.Single(static happened => happened.Kind == ResilienceEventKind.Hedging);
        hedging.Strategy.Should().Be("second try");
        hedging.Attempt.Should().Be(2);
        hedging.Duration.Should().Be(TimeSpan.FromMilliseconds(100));
        hedging.Code.Should().Be(ErrorCodes.Timeout);
        hedging.Exception.Should().BeOfType<TimeoutException>();
        _events.Events.Where(static happened => happened.Kind == ResilienceEventKind.AttemptFailed)
            .Select(static happened => happened.Attempt).Should().Equal(1);
    }

    [Fact]
    public async Task Failed_attempts_are_told_of_one_by_one_with_their_numbers()
    {
        Task<string> call = Start(new() { Delay = HedgingDelay.Infinite, MaxAttempts = 3 });
        for (int i = 1; i <= 3; i++)
        {
            await _attempts[i].Begun;
            _attempts[i].Fail();
        }

        await ((Func<Task>)(() => call)).Should().ThrowAsync<TransientException>();
        _events.Events.Where(static happened => happened.Kind == ResilienceEventKind.AttemptFailed)
            .Select(static happened => happened.Attempt).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_handler_that_throws_is_reported_and_the_attempt_starts_all_the_same()
    {
        var fault = new InvalidDataException("handler");
        Task<string> call = Start(new() { Delay = HedgingDelay.None, OnHedging = _ => throw fault });
        await _attempts[2].Begun;
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
        _events.Events.Single(static happened => happened.Kind == ResilienceEventKind.CallbackFailed).Exception.Should().BeSameAs(fault);
        await _inside.EmptyAsync();
        _inside.Entered.Should().Be(2);
    }

    [Fact]
    public async Task A_handler_that_takes_time_delays_its_attempt_alone()
    {
        var release = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.None,
            OnHedging = async _ =>
            {
                told.SetResult();
                await release.Task;
            },
        });
        await told.Task;
        _attempts.Started.Should().Be(1);
        release.SetResult();
        await _attempts[2].Begun;
        _attempts[2].Succeed();

        (await call).Should().Be("attempt 2");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_hangs_is_left_behind_when_another_attempt_answers(bool blocks)
    {
        using var never = new ManualResetEventSlim();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.None,
            OnHedging = _ =>
            {
                told.SetResult();
                if (!blocks)
                    return new ValueTask(new TaskCompletionSource().Task);
                never.Wait(CancellationToken.None);
                return default;
            },
        });
        await told.Task;
        _attempts[1].Succeed();

        (await call).Should().Be("attempt 1");
        never.Set();
        await _inside.EmptyAsync();
        _attempts.Started.Should().Be(1, "an attempt that has lost is not made any more");
    }

    [Fact]
    public async Task A_handler_that_hangs_is_left_behind_when_the_caller_goes()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> call = Start(new()
        {
            Delay = HedgingDelay.Infinite,
            OnHedging = _ =>
            {
                told.SetResult();
                return new ValueTask(new TaskCompletionSource().Task);
            },
        });
        _attempts[1].Fail();
        await told.Task;
        _attempts.CancelCaller();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(_attempts.Caller);
    }

    [Fact]
    public async Task What_a_handler_sets_in_the_context_its_attempt_finds()
    {
        var key = new ResilienceKey<string>("endpoint");
        ResiliencePipeline<string> pipeline = Pipeline(new()
        {
            Delay = HedgingDelay.Infinite,
            OnHedging = arguments =>
            {
                arguments.Context.Set(key, "the other one");
                return default;
            },
        });

        string result = await pipeline.ExecuteAsync(
            (_, context) => context.TryGet(key, out string? endpoint) ? new ValueTask<string>(endpoint!) : throw new TransientException(),
            0,
            new ResilienceContext(null, _attempts.Caller));

        result.Should().Be("the other one");
    }

    [Fact]
    public async Task Hedges_and_attempts_are_counted()
    {
        using var factory = new TestMeterFactory();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        long hedges = 0;
        int attempts = 0;
        int executions = 0;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
            Interlocked.Add(ref hedges, instrument.Name == TelemetryNames.Hedges ? count : 0));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) =>
        {
            if (instrument.Name == TelemetryNames.AttemptDuration)
                Interlocked.Increment(ref attempts);
            else if (instrument.Name == TelemetryNames.PipelineDuration)
                Interlocked.Increment(ref executions);
        });
        listener.Start();
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { TimeProvider = _attempts.Clock, MeterFactory = factory }
            .AddHedging(new() { Delay = HedgingDelay.None, MaxAttempts = 3 }).AddStrategy(() => _inside).Build();

        Task<string> call = pipeline.ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();
        for (int i = 1; i <= 3; i++)
            await _attempts[i].Begun;
        _attempts[1].Succeed();
        await call;
        await _inside.EmptyAsync();
        while (Volatile.Read(ref attempts) < 3)
            await Task.Yield();

        hedges.Should().Be(2);
        executions.Should().Be(1);
    }

    private Task<string> Start(HedgingOptions<string> options) =>
        Pipeline(options).ExecuteAsync(_attempts.CallAsync, _attempts.Caller).AsTask();

    private ResiliencePipeline<string> Pipeline(HedgingOptions<string> options)
    {
        var builder = new ResiliencePipelineBuilder<string> { Name = "hedged", TimeProvider = _attempts.Clock };
        builder.Listeners.Add(_events);
        return builder.AddHedging(options).AddStrategy(() => _inside).Build();
    }
}
