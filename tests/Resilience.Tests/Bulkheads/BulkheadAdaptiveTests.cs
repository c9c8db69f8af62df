using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Bulkheads;

public sealed class BulkheadAdaptiveTests
{
    private readonly VirtualClock _clock = new();
    private readonly ScriptedLimitOptions _adaptive = new() { Min = 1, Initial = 2, MinimumCalls = 1 };
    private readonly BulkheadOptions _options;

    public BulkheadAdaptiveTests() => _options = new() { Name = "adaptive", PermitLimit = 4, QueueLimit = 10, Adaptive = _adaptive };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_limit_is_in_force_from_the_beginning_and_follows_the_algorithm()
    {
        var bulkhead = new Bulkhead(_options, _clock);
        bulkhead.PermitLimit.Should().Be(2);
        bulkhead.ToString().Should().Be("adaptive (1 to 4 permits by ScriptedLimitOptions, 10 may wait up to 30 s)");
        ShouldHaveRoomFor(bulkhead, 2);
        End(bulkhead);
        bulkhead.PermitLimit.Should().Be(3);
        ShouldHaveRoomFor(bulkhead, 3);
        for (int i = 0; i < 5; i++)
            End(bulkhead);
        ShouldHaveRoomFor(bulkhead, 4);
        _adaptive.Decide = static _ => new(-10, "because");
        End(bulkhead);
        ShouldHaveRoomFor(bulkhead, 1);
        bulkhead.Snapshot().PermitLimit.Should().Be(1);
        bulkhead.Snapshot().Adaptive!.Limit.Should().Be(1);
    }

    [Fact]
    public void Without_one_there_is_nothing_to_be_seen_of_it() => new Bulkhead().Snapshot().Adaptive.Should().BeNull();

    [Fact]
    public async Task Those_who_wait_get_what_a_higher_limit_gives()
    {
        var bulkhead = new Bulkhead(_options, _clock);
        BulkheadPermit one = bulkhead.Enter(cancellationToken: Token);
        BulkheadPermit two = bulkhead.Enter(cancellationToken: Token);
        ValueTask<BulkheadPermit> three = bulkhead.EnterAsync(cancellationToken: Token);
        ValueTask<BulkheadPermit> four = bulkhead.EnterAsync(cancellationToken: Token);
        _clock.Now += TimeSpan.FromSeconds(1);
        one.Dispose();
        (await three).Dispose();
        (await four).Dispose();
        two.Dispose();
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Time_in_the_queue_is_not_time_of_the_call()
    {
        var bulkhead = new Bulkhead(_options, _clock);
        bulkhead.Resize(1);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        BulkheadPermit first = bulkhead.Enter(cancellationToken: Token);
        ValueTask<int> second = pipeline.ExecuteAsync(
            _ =>
            {
                _clock.Now += TimeSpan.FromMilliseconds(400);
                return new ValueTask<int>(1);
            },
            Token);
        _clock.Now += TimeSpan.FromMilliseconds(700);
        first.Fail(new Failure(FailureCause.Data, FailureDisposition.Permanent));
        await second;
        LimitWindow window = _adaptive.Windows.Should().ContainSingle().Subject;
        window.Calls.Should().Be(1);
        window.MaxInFlight.Should().Be(1);
        window.AverageTime.TotalMilliseconds.Should().BeApproximately(400, 400d / 32);
    }

    [Fact]
    public void What_is_decided_is_told_to_every_pipeline_and_to_the_handler()
    {
        var told = new List<string>();
        _adaptive.OnChange = change =>
        {
            told.Add($"{change.Component}: {change.From} → {change.To}: {change.Reason}");
            return default;
        };
        var bulkhead = new Bulkhead(_options, _clock);
        var recorder = new EventRecorder();
        var builder = new ResiliencePipelineBuilder { Name = "pipeline" };
        builder.Listeners.Add(recorder);
        ResiliencePipeline pipeline = builder.AddBulkhead(bulkhead).Build();
        pipeline.Execute(_ => _clock.Now += TimeSpan.FromSeconds(1), Token);
        bulkhead.Resize(4);
        told.Should().Equal("adaptive: 2 → 3: because", "adaptive: 3 → 4: resized");
        recorder.Events.Where(static it => it.Kind == ResilienceEventKind.LimitChanged)
            .Select(static it => $"{it.Pipeline} {it.Strategy} {it.Reason}").Should().Equal(
                "pipeline adaptive 2 → 3: because (1 calls, 999.424 ms, at most 1 at once, 0 dropped)",
                "pipeline adaptive 3 → 4: resized");
    }

    [Fact]
    public void An_algorithm_that_throws_is_an_event_and_no_affair_of_the_call()
    {
        _adaptive.Decide = static _ => throw new InvalidOperationException("broken");
        var recorder = new EventRecorder();
        var builder = new ResiliencePipelineBuilder { TimeProvider = _clock };
        builder.Listeners.Add(recorder);
        ResiliencePipeline pipeline = builder.AddBulkhead(_options).Build();
        pipeline.Execute(_ => _clock.Now += TimeSpan.FromSeconds(1), Token);
        recorder.Events.Should().ContainSingle(static it => it.Kind == ResilienceEventKind.CallbackFailed)
            .Which.Exception.Should().BeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Steered_by_hand_it_stays_within_its_bounds()
    {
        _adaptive.Min = 2;
        var bulkhead = new Bulkhead(_options, _clock);
        bulkhead.Resize(1);
        bulkhead.PermitLimit.Should().Be(2);
        bulkhead.Resize(1_000);
        bulkhead.PermitLimit.Should().Be(4);
        Action outOfRange = () => bulkhead.Resize(0);
        outOfRange.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void In_shadow_mode_the_fixed_limit_stays_in_force()
    {
        _adaptive.ShadowMode = true;
        var bulkhead = new Bulkhead(_options, _clock);
        bulkhead.ToString().Should().Be(
            "adaptive (4 permits, in shadow 1 to 4 by ScriptedLimitOptions, 10 may wait up to 30 s)");
        ShouldHaveRoomFor(bulkhead, 4);
        End(bulkhead);
        ShouldHaveRoomFor(bulkhead, 4);
        bulkhead.Resize(7);
        ShouldHaveRoomFor(bulkhead, 7);
        BulkheadSnapshot snapshot = bulkhead.Snapshot();
        snapshot.PermitLimit.Should().Be(7);
        snapshot.Adaptive!.Limit.Should().Be(3);
        snapshot.Adaptive.ShadowMode.Should().BeTrue();
    }

    [Fact]
    public void A_bulkhead_in_shadow_mode_lets_through_what_the_limit_would_not()
    {
        _options.ShadowMode = true;
        var bulkhead = new Bulkhead(_options, _clock);
        ShouldHaveRoomFor(bulkhead, 2, inShadow: true);
        End(bulkhead);
        bulkhead.PermitLimit.Should().Be(3);
    }

    [Fact]
    public async Task Timeouts_are_drops_whoever_sets_them()
    {
        _adaptive.Window = TimeSpan.FromMilliseconds(100);
        var clock = new FakeTimeProvider();
        ResiliencePipeline outside = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(TimeSpan.FromMilliseconds(200)).AddBulkhead(_options).Build();
        ResiliencePipeline inside = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddBulkhead(_options).AddTimeout(TimeSpan.FromMilliseconds(200)).Build();
        foreach (ResiliencePipeline pipeline in new[] { outside, inside })
        {
            _adaptive.Windows.Clear();
            ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
                static async token =>
                {
                    await Task.Delay(Timeout.Infinite, token);
                    return 1;
                },
                Token);
            clock.Advance(TimeSpan.FromMilliseconds(200));
            Outcome<int> outcome = await call;
            outcome.Code.Should().Be(ErrorCodes.Timeout);
            LimitWindow window = _adaptive.Windows.Should().ContainSingle().Subject;
            (window.Calls, window.Drops).Should().Be((0, 1));
        }
    }

    [Fact]
    public async Task Calls_that_their_caller_cancelled_or_that_were_wrong_themselves_say_nothing()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.AddBulkhead(_options).Build();
        using var source = new CancellationTokenSource();
        ValueTask<Outcome<int>> cancelled = pipeline.ExecuteOutcomeAsync(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return 1;
            },
            source.Token);
        _clock.Now += TimeSpan.FromSeconds(5);
        await source.CancelAsync();
        (await cancelled).IsCancelled.Should().BeTrue();
        pipeline.ExecuteOutcome<int>(static _ => throw new ArgumentException("wrong"), Token).IsFailure.Should().BeTrue();
        pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(new IOException()), Token).IsFailure.Should().BeTrue();
        _adaptive.Windows.Should().BeEmpty();
        pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(new RateLimitException()), Token).IsFailure.Should().BeTrue();
        _adaptive.Windows.Should().ContainSingle().Which.Drops.Should().Be(1);
    }

    [Fact]
    public void A_filter_that_throws_ends_the_attempt_and_keeps_no_permit()
    {
        _adaptive.Drops = FailureFilter.When(static _ => throw new InvalidOperationException("filter"));
        var bulkhead = new Bulkhead(_options, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        Action call = () => pipeline.Execute<int>(static _ => throw new IOException(), Token);
        call.Should().Throw<InvalidOperationException>();
        bulkhead.Snapshot().InFlight.Should().Be(0);
        bulkhead.TryEnter(out BulkheadPermit permit);
        Action fail = () => permit.Fail(new IOException());
        fail.Should().Throw<InvalidOperationException>();
        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public void A_clock_that_throws_keeps_no_permit()
    {
        var bulkhead = new Bulkhead(_options, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        _clock.Fault = new InvalidOperationException("clock");
        for (int i = 0; i < 20; i++)
        {
            pipeline.Execute(static _ => 1, Token).Should().Be(1);
            bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
            permit.Dispose();
        }

        bulkhead.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public void Permits_say_how_their_call_ended()
    {
        _adaptive.MinimumCalls = 3;
        var bulkhead = new Bulkhead(_options, _clock);
        Take().Dispose();
        BulkheadPermit failed = Take();
        failed.Fail(new TimeoutException());
        failed.Fail(new TimeoutException());
        failed.Dispose();
        Take().Fail(new Failure(FailureCause.Validation, FailureDisposition.Permanent));
        _clock.Now += TimeSpan.FromSeconds(1);
        Take().Fail(new Failure(FailureCause.RateLimit, FailureDisposition.Transient));
        LimitWindow window = _adaptive.Windows.Should().ContainSingle().Subject;
        (window.Calls, window.Drops).Should().Be((1, 2));
        bulkhead.Snapshot().InFlight.Should().Be(0);
        Action noException = () => Take().Fail(null!);
        noException.Should().Throw<ArgumentNullException>();
        default(BulkheadPermit).Fail(new IOException());

        BulkheadPermit Take()
        {
            bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
            _clock.Now += TimeSpan.FromMilliseconds(10);
            return permit;
        }
    }

    [Fact]
    public void Options_that_are_wrong_are_told_with_their_place()
    {
        _adaptive.Min = 5;
        _options.QueueLimit = -1;
        Action create = () => _ = new Bulkhead(_options);
        create.Should().Throw<ArgumentException>().Which.Message.Should().StartWith(
            "bulkhead, Adaptive: Min is 5, but must be between 1 and 4." + Environment.NewLine
            + "bulkhead: QueueLimit is -1, but must be between 0 and 1000000.");
        Action build = () => new ResiliencePipelineBuilder().AddBulkhead(_options).Build();
        build.Should().Throw<InvalidPipelineException>().WithMessage("*Adaptive: Min is 5*");
    }

    [Fact]
    public void An_algorithm_that_is_not_made_is_no_algorithm()
    {
        Action create = static () => _ = new Bulkhead(new() { Adaptive = new NoLimitOptions() });
        create.Should().Throw<ArgumentException>().WithMessage("*NoLimitOptions.CreateAlgorithm returned null*");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Pipelines_and_their_bulkheads_adapt_with_the_algorithms_of_the_library(bool isAimd)
    {
        _options.Adaptive = isAimd ? new AimdLimitOptions { Min = 1, Initial = 2 } : new Gradient2LimitOptions { Min = 1, Initial = 2 };
        var bulkhead = new Bulkhead(_options, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(bulkhead).Build();
        for (int i = 0; i < 1_000 && bulkhead.PermitLimit < 4; i++)
        {
            bulkhead.TryEnter(out BulkheadPermit beside).Should().BeTrue();
            pipeline.Execute(_ => _clock.Now += TimeSpan.FromMilliseconds(50), Token);
            beside.Dispose();
        }

        bulkhead.PermitLimit.Should().Be(4);
        for (int i = 0; i < 1_000 && bulkhead.PermitLimit > 1; i++)
        {
            _clock.Now += TimeSpan.FromMilliseconds(50);
            pipeline.ExecuteOutcome(static _ => Outcome.Failure<int>(new ServiceUnavailableException()), Token);
        }

        bulkhead.PermitLimit.Should().Be(1);
        bulkhead.Snapshot().Adaptive!.Changes[^1].Reason.Should().Be(LimitReasons.Drop);
    }

    /// <summary>A call that ends a window.</summary>
    private void End(Bulkhead bulkhead)
    {
        bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
        _clock.Now += TimeSpan.FromSeconds(1);
        permit.Dispose();
    }

    private static void ShouldHaveRoomFor(Bulkhead bulkhead, int calls, bool inShadow = false)
    {
        var permits = new List<BulkheadPermit>();
        for (int i = 0; i < calls; i++)
        {
            bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
            permits.Add(permit);
        }

        bulkhead.TryEnter(out BulkheadPermit more).Should().Be(inShadow);
        more.Dispose();
        permits.ForEach(static permit => permit.Dispose());
    }

    private sealed class NoLimitOptions : AdaptiveLimitOptions
    {
        public override LimitAlgorithm CreateAlgorithm() => null!;
    }
}
