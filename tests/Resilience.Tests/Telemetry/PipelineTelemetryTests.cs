using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Telemetry;

public sealed class PipelineTelemetryTests
{
    private static readonly ResilienceKey<string> _key = new("key");

    private static readonly ResilienceEventKind[] _componentKinds =
    [
        ResilienceEventKind.CircuitStateChanged, ResilienceEventKind.Hedging, ResilienceEventKind.ChaosInjected,
        ResilienceEventKind.LimitChanged, ResilienceEventKind.ShadowDecision,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Nothing_is_heard_while_nobody_listens()
    {
        using var meter = new Meter("nobody");
        var telemetry = new PipelineTelemetry("quiet", new Instruments(meter), [], null);

        telemetry.Measures.Should().BeFalse();
        Enum.GetValues<ResilienceEventKind>().Should().OnlyContain(kind => !telemetry.Hears(kind));
    }

    [Fact]
    public void Only_what_somebody_listens_to_is_heard()
    {
        using var factory = new TestMeterFactory(static instrument => instrument.Name == TelemetryNames.Retries);
        var telemetry = new PipelineTelemetry("pipeline", new Instruments(factory.Create(new("meter"))), [], null);

        telemetry.Measures.Should().BeFalse("nobody wants durations");
        telemetry.Hears(ResilienceEventKind.Retrying).Should().BeTrue();
        telemetry.Hears(ResilienceEventKind.TimedOut).Should().BeFalse();
        telemetry.Hears(ResilienceEventKind.AttemptFailed).Should().BeFalse();
    }

    [Theory]
    [InlineData(LogLevel.Trace, true)]
    [InlineData(LogLevel.Debug, false)]
    public void Executions_are_measured_for_a_log_only_if_it_shows_them(LogLevel minimum, bool measures)
    {
        using var meter = new Meter("nobody");
        using var logger = new TestLogger(minimum);

        new PipelineTelemetry("pipeline", new Instruments(meter), [], logger).Measures.Should().Be(measures);
    }

    [Fact]
    public async Task A_retried_call_tells_its_events_in_order()
    {
        var recorder = new EventRecorder();
        ResiliencePipeline pipeline = Builder(recorder).AddRetry(new RetryOptions { Backoff = Backoff.None }).Build();

        await pipeline.ExecuteAsync(
            static (_, context) =>
                context.Attempt < 3 ? throw new TestException() : new ValueTask<int>(1), 0, new ResilienceContext("key", Token));

        recorder.Kinds.Should().Equal(
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.Retrying,
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.Retrying,
            ResilienceEventKind.ExecutionCompleted);
        recorder.Events.Select(static told => told.Attempt).Should().Equal(1, 1, 2, 2, 3);
        recorder.Events.Should().OnlyContain(static told => told.OperationKey == "key" && told.Pipeline == "orders");
        recorder.Events[0].Code.Should().Be(ErrorCodes.Unknown);
        recorder.Events[0].Exception.Should().BeOfType<TestException>();
        recorder.Events[1].Strategy.Should().Be("retry");
        recorder.Events[4].Status.Should().Be(OutcomeStatus.Success);
        recorder.Events[4].Code.Should().BeNull();
    }

    [Fact]
    public async Task A_call_that_retries_in_vain_says_that_it_gave_up()
    {
        var recorder = new EventRecorder();
        ResiliencePipeline pipeline = Builder(recorder).AddRetry(new RetryOptions { MaxAttempts = 2, Backoff = Backoff.None }).Build();

        await pipeline.ExecuteOutcomeAsync(static _ => throw new TestException(), Token);

        recorder.Kinds.Should().Equal(
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.Retrying,
            ResilienceEventKind.AttemptFailed, ResilienceEventKind.RetriesExhausted, ResilienceEventKind.ExecutionCompleted);
        recorder.Events[^1].Status.Should().Be(OutcomeStatus.Failure);
        recorder.Events[^1].Code.Should().Be(ErrorCodes.Unknown);
    }

    [Fact]
    public async Task Every_kind_of_event_of_the_engine_reaches_listener_and_log_with_its_stable_id()
    {
        using var logger = new TestLogger();
        var recorder = new EventRecorder();
        ResiliencePipeline pipeline = await ProvokeEverythingAsync(recorder, logger, null);

        recorder.Kinds.Distinct().Should().BeEquivalentTo(Enum.GetValues<ResilienceEventKind>().Except(_componentKinds));
        logger.Categories.Distinct().Should().Equal(TelemetryNames.LogCategory);
        logger.Entries.Where(static entry => entry.Id != 1011).Select(static entry => entry.Id)
            .Should().Equal(recorder.Kinds.Select(static kind => 1000 + (int)kind));
        logger.Entries.Should().OnlyContain(entry => entry.Text.Contains($"'{pipeline.Name}'"));
    }

    [Fact]
    public void Every_kind_of_event_of_a_component_reaches_listener_and_log_with_its_stable_id()
    {
        using var logger = new TestLogger();
        using var meter = new Meter("nobody");
        var recorder = new EventRecorder();
        var telemetry = new PipelineTelemetry("orders", new Instruments(meter), [recorder], logger);

        foreach (ResilienceEventKind kind in _componentKinds)
            telemetry.Publish(new ResilienceEvent(kind, "orders") { Strategy = "component", Reason = "for a reason" });

        recorder.Kinds.Should().Equal(_componentKinds);
        logger.Entries.Select(static entry => entry.Id).Should().Equal(_componentKinds.Select(static kind => 1000 + (int)kind));
        logger.Entries.Should().OnlyContain(static entry => entry.Text.Contains("component") && entry.Text.Contains("'orders'"));
    }

    [Fact]
    public async Task Every_kind_of_event_is_logged_at_its_level()
    {
        using var logger = new TestLogger();
        await ProvokeEverythingAsync(new EventRecorder(), logger, null);

        logger.Entries.Select(static entry => (entry.Id, entry.Level)).Distinct().Should().BeEquivalentTo(new[]
        {
            (1000, LogLevel.Trace), (1001, LogLevel.Debug),
            (1002, LogLevel.Information), (1003, LogLevel.Warning), (1004, LogLevel.Warning),
            (1005, LogLevel.Warning), (1006, LogLevel.Debug), (1007, LogLevel.Error), (1008, LogLevel.Debug), (1009, LogLevel.Information),
            (1011, LogLevel.Warning),
        });
    }

    [Fact]
    public async Task Events_that_are_counted_reach_the_meter_with_their_tags()
    {
        using var factory = new TestMeterFactory(static instrument => instrument is Counter<long>);
        await ProvokeEverythingAsync(null, null, factory);

        factory.Measurements.Select(static measured => (measured.Instrument, measured.Tags)).Distinct().Should().BeEquivalentTo(new[]
        {
            ("resilience.retries", "resilience.pipeline.name=orders resilience.strategy.name=retry error.type=failure.unknown"),
            ("resilience.timeouts", "resilience.pipeline.name=orders resilience.strategy.name=timeout error.type=failure.timeout"),
            ("resilience.fallbacks", "resilience.pipeline.name=orders resilience.strategy.name=fallback error.type=failure.unknown"),
            ("resilience.rejections", "resilience.pipeline.name=orders resilience.strategy.name=gate error.type=rejected.custom"),
            ("resilience.callback_failures", "resilience.pipeline.name=orders resilience.strategy.name=retry"),
        });
        factory.Measurements.Should().OnlyContain(static measured => measured.Value == 1);
    }

    [Fact]
    public async Task Durations_are_measured_in_seconds_on_the_pipelines_clock()
    {
        var clock = new FakeTimeProvider();
        using var factory = new TestMeterFactory();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "orders", TimeProvider = clock, MeterFactory = factory }
            .AddRetry(new RetryOptions { Backoff = Backoff.None }).Build();
        int runs = 0;

        await pipeline.ExecuteAsync(_ =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(1500));
            return runs++ == 0 ? throw new TestException() : new ValueTask<int>(1);
        }, Token);

        factory.Measurements.Should().Equal(
            ("resilience.attempt.duration", 1.5, "resilience.pipeline.name=orders resilience.outcome=failure error.type=failure.unknown"),
            ("resilience.retries", 1, "resilience.pipeline.name=orders resilience.strategy.name=retry error.type=failure.unknown"),
            ("resilience.attempt.duration", 1.5, "resilience.pipeline.name=orders resilience.outcome=success"),
            ("resilience.pipeline.duration", 3, "resilience.pipeline.name=orders resilience.outcome=success"));
    }

    [Fact]
    public async Task A_success_at_once_is_one_attempt_and_one_execution()
    {
        using var factory = new TestMeterFactory();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "orders", MeterFactory = factory }.Build();

        await pipeline.ExecuteAsync(static _ => ValueTask.CompletedTask, Token);
        pipeline.Execute(static _ => 1, Token);

        factory.Measurements.Select(static measured => measured.Instrument).Should().Equal(
            "resilience.attempt.duration", "resilience.pipeline.duration", "resilience.attempt.duration", "resilience.pipeline.duration");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_middleware_does_not_count_an_execution_or_its_attempts_twice(bool succeeds)
    {
        using var factory = new TestMeterFactory(static instrument => instrument is Histogram<double>);
        var recorder = new EventRecorder();
        var builder = new ResiliencePipelineBuilder { MeterFactory = factory };
        builder.Listeners.Add(recorder);
        ResiliencePipeline pipeline = builder
            .Use(new Pipelines.PassingMiddleware()).AddRetry(new RetryOptions { MaxAttempts = 2, Backoff = Backoff.None })
            .Use(new Pipelines.PassingMiddleware()).Build();

        await pipeline.ExecuteOutcomeAsync(_ => succeeds ? ValueTask.CompletedTask : throw new TestException(), Token);

        recorder.Kinds.Count(static kind => kind == ResilienceEventKind.ExecutionCompleted).Should().Be(1);
        factory.Measurements.Count(static measured => measured.Instrument == TelemetryNames.PipelineDuration).Should().Be(1);
        factory.Measurements.Count(static measured => measured.Instrument == TelemetryNames.AttemptDuration).Should().Be(succeeds ? 1 : 2);
    }

    [Fact]
    public async Task The_outcome_of_an_execution_is_a_tag()
    {
        using var factory = new TestMeterFactory(static instrument => instrument.Name == TelemetryNames.PipelineDuration);
        using var source = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { MeterFactory = factory }.Build();
        var rejection = new Rejection(RejectionReason.BulkheadFull, "bulkhead");

        await pipeline.ExecuteOutcomeAsync(static _ => throw new TimeoutException(), Token);
        await pipeline.ExecuteOutcomeAsync(_ => new ValueTask<Outcome<int>>(Outcome.Rejected<int>(rejection)), Token);
        await pipeline.ExecuteOutcomeAsync(async token =>
        {
            await source.CancelAsync();
            token.ThrowIfCancellationRequested();
        }, source.Token);

        factory.Measurements.Select(static measured => measured.Tags).Should().Equal(
            "resilience.pipeline.name=unnamed resilience.outcome=failure error.type=failure.timeout",
            "resilience.pipeline.name=unnamed resilience.outcome=rejected error.type=rejected.bulkhead_full",
            "resilience.pipeline.name=unnamed resilience.outcome=cancelled error.type=cancelled");
    }

    [Fact]
    public async Task Listeners_are_told_in_the_order_in_which_they_were_added_and_before_the_log()
    {
        var order = new List<string>();
        using var logger = new TestLogger();
        var builder = new ResiliencePipelineBuilder { LoggerFactory = logger };
        builder.Listeners.Add(new ActingListener(() => order.Add($"first, {logger.Entries.Count} logged")));
        builder.Listeners.Add(new ActingListener(() => order.Add("second")));

        await builder.Build().ExecuteAsync(static _ => ValueTask.CompletedTask, Token);

        order.Should().Equal("first, 0 logged", "second");
        logger.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task A_listener_that_throws_harms_neither_the_call_nor_the_other_listeners()
    {
        using var logger = new TestLogger();
        var recorder = new EventRecorder();
        var builder = new ResiliencePipelineBuilder { LoggerFactory = logger };
        builder.Listeners.Add(new ActingListener(static () => throw new TestException("listener")));
        builder.Listeners.Add(recorder);

        (await builder.Build().ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);

        recorder.Kinds.Should().Equal(ResilienceEventKind.ExecutionCompleted);
        logger.Entries[0].Id.Should().Be(1010);
        logger.Entries[0].Text.Should().Contain(nameof(ActingListener)).And.NotContain("listener'");
        logger.Entries[1].Id.Should().Be(1000);
    }

    [Fact]
    public async Task No_message_and_no_tag_holds_a_payload()
    {
        const string Secret = "s3cret";
        using var logger = new TestLogger();
        using var factory = new TestMeterFactory();
        var builder = new ResiliencePipelineBuilder<string> { LoggerFactory = logger, MeterFactory = factory };
        ResiliencePipeline<string> pipeline = builder
            .AddFallback(Secret)
            .AddRetry(new RetryOptions<string> { Backoff = Backoff.None, HandleResult = static result => result == Secret })
            .Build();
        var context = new ResilienceContext("key", Token);
        context.Set(_key, Secret);

        await pipeline.ExecuteAsync(static (state, _) => throw new TestException(state), Secret, context);
        await pipeline.ExecuteAsync(static (state, _) => new ValueTask<string>(state), Secret, Token);

        logger.Entries.Should().HaveCountGreaterThan(8);
        logger.Entries.Should().OnlyContain(static entry => !entry.Text.Contains(Secret));
        factory.Measurements.Should().OnlyContain(static measured => !measured.Tags.Contains(Secret));
    }

    [Fact]
    public void Hazards_are_logged_when_a_pipeline_is_built()
    {
        using var logger = new TestLogger();

        new ResiliencePipelineBuilder { Name = "orders", LoggerFactory = logger }.AddRetry().Build();

        logger.Entries.Should().ContainSingle().Which.Should().Match<(int Id, LogLevel Level, string Text, Exception?)>(
            static entry =>
                entry.Id == 1011 && entry.Level == LogLevel.Warning
                && entry.Text.Contains(Pipelines.HazardCodes.RetryWithoutAttemptTimeout));
    }

    private static ResiliencePipelineBuilder Builder(
        IResilienceListener? listener, ILoggerFactory? log = null, IMeterFactory? meters = null)
    {
        var builder = new ResiliencePipelineBuilder
        {
            Name = "orders",
            TimeProvider = new FakeTimeProvider(),
            LoggerFactory = log,
            MeterFactory = meters,
        };
        if (listener is not null)
            builder.Listeners.Add(listener);
        return builder;
    }

    private static async Task<ResiliencePipeline> ProvokeEverythingAsync(
        IResilienceListener? listener, ILoggerFactory? log, IMeterFactory? meters)
    {
        ResiliencePipeline pipeline = Builder(listener, log, meters)
            .AddFallback(new FallbackOptions { Action = static (_, _) => default })
            .AddRetry(new RetryOptions { MaxAttempts = 2, Backoff = Backoff.None, OnRetry = static _ => throw new TestException() })
            .Build();
        await pipeline.ExecuteAsync(static _ => throw new TestException(), Token);

        pipeline.Swap(Builder(listener, log, meters).AddStrategy(static () => new Pipelines.RecordingStrategy("gate", [])
        {
            OnEnter = static (frame, _) =>
            {
                frame.Reject(new Rejection(RejectionReason.Custom, "gate"));
                return Pipelines.EntryVerdict.Stop;
            },
        }));
        await pipeline.ExecuteOutcomeAsync(static _ => ValueTask.CompletedTask, Token);

        await AbandonAsync(pipeline, Builder(listener, log, meters));
        return pipeline;
    }

    /// <summary>Leaves a callback behind at its deadline and waits until that has been told.</summary>
    private static async Task AbandonAsync(ResiliencePipeline pipeline, ResiliencePipelineBuilder builder)
    {
        var clock = (FakeTimeProvider)builder.TimeProvider;
        var started = new TaskCompletionSource();
        var late = new TaskCompletionSource<int>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (builder.LoggerFactory is TestLogger logger)
            logger.Logged = id => Tell(id == 1000 + (int)ResilienceEventKind.AbandonedWorkEnded);
        else
            builder.Listeners.Add(new ActingListener(
                static () => { }, happened => Tell(happened.Kind == ResilienceEventKind.AbandonedWorkEnded)));
        pipeline.Swap(builder.AddTimeout(new TimeoutOptions { Timeout = TimeSpan.FromSeconds(1), Abandon = true }));

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(_ =>
        {
            started.SetResult();
            return new ValueTask<int>(late.Task);
        }, Token).AsTask();
        await started.Task;
        clock.Advance(TimeSpan.FromSeconds(1));
        await call;
        late.SetResult(1);
        await told.Task;

        void Tell(bool hasEnded)
        {
            if (hasEnded)
                told.SetResult();
        }
    }

    private sealed class ActingListener(Action act, Action<ResilienceEvent>? hear = null) : IResilienceListener
    {
        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
            act();
            hear?.Invoke(resilienceEvent);
        }
    }
}
