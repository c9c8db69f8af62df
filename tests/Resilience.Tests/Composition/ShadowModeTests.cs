using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Composition;

/// <summary>A pipeline in shadow mode says what it would do, and does nothing.</summary>
public sealed class ShadowModeTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();
    private int _calls;

    [Fact]
    public void A_failure_is_not_retried_but_counted()
    {
        ResiliencePipeline pipeline = Builder().AddRetry(new() { MaxAttempts = 3, OnRetry = _ => throw new InvalidOperationException() }).Build();

        Outcome<int> outcome = pipeline.ExecuteOutcome(Fail, TestContext.Current.CancellationToken);

        outcome.Exception.Should().BeOfType<TransientException>();
        _calls.Should().Be(1);
        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("retry", "retry", 1));
    }

    [Fact]
    public void A_failure_that_a_retry_does_not_handle_is_not_counted()
    {
        ResiliencePipeline pipeline = Builder().AddRetry(new() { Handle = FailureFilter.None }).Build();

        pipeline.ExecuteOutcome(Fail, TestContext.Current.CancellationToken);

        pipeline.ShadowReport().Decisions.Should().BeEmpty();
    }

    [Fact]
    public void A_call_that_takes_too_long_is_not_ended_but_counted()
    {
        ResiliencePipeline pipeline = Builder().AddTimeout(_limit).Build();

        CancellationToken seen = default;
        int result = pipeline.Execute(
            token =>
            {
                seen = token;
                _clock.Advance(_limit);
                return 1;
            },
            TestContext.Current.CancellationToken);

        result.Should().Be(1);
        seen.Should().Be(TestContext.Current.CancellationToken, "no deadline stands between the caller and the callback");
        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("timeout", ErrorCodes.Timeout, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_call_that_is_late_and_fails_is_counted_too(bool cancelled)
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline pipeline = Builder().AddTimeout(new TimeoutOptions { TimeoutGenerator = _ => _limit }).Build();

        Outcome<int> outcome = pipeline.ExecuteOutcome<int>(
            token =>
            {
                _clock.Advance(_limit);
                if (cancelled)
                    caller.Cancel();
                token.ThrowIfCancellationRequested();
                throw new TransientException();
            },
            caller.Token);

        outcome.IsCancelled.Should().Be(cancelled);
        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("timeout", ErrorCodes.Timeout, 1));
    }

    [Fact]
    public void A_call_in_time_is_not_counted()
    {
        ResiliencePipeline pipeline = Builder().AddTimeout(_limit).AddTimeout(new TimeoutOptions { TimeoutGenerator = static _ => default }).Build();

        pipeline.Execute(
            _ =>
            {
                _clock.Advance(_limit - TimeSpan.FromTicks(1));
                return 1;
            },
            TestContext.Current.CancellationToken);

        pipeline.ShadowReport().Decisions.Should().BeEmpty();
    }

    [Fact]
    public async Task An_outcome_is_not_replaced_but_counted()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { ShadowMode = true }.AddFallback(-1).Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            static _ => throw new TransientException(), TestContext.Current.CancellationToken);

        outcome.Exception.Should().BeOfType<TransientException>();
        pipeline.ShadowReport().Decisions.Should().Equal(new ShadowDecision("fallback", "fallback", 1));
    }

    [Fact]
    public void A_fallback_for_other_results_would_have_done_nothing()
    {
        ResiliencePipeline pipeline = Builder().AddFallback(new FallbackOptions<string> { Action = static (_, _) => new("x") }).Build();

        pipeline.ExecuteOutcome(Fail, TestContext.Current.CancellationToken);

        pipeline.ShadowReport().Decisions.Should().BeEmpty();
    }

    [Fact]
    public void Decisions_are_events()
    {
        var events = new EventRecorder();
        ResiliencePipelineBuilder builder = Builder();
        builder.Listeners.Add(events);
        ResiliencePipeline pipeline = builder.AddRetry().Build();

        pipeline.ExecuteOutcome(Fail, TestContext.Current.CancellationToken);

        events.Events.Should().ContainSingle(static happened => happened.Kind == ResilienceEventKind.ShadowDecision)
            .Which.Code.Should().Be("retry");
    }

    [Fact]
    public void The_report_adds_up_rejections()
    {
        var report = new ShadowReport([new("bulkhead", ErrorCodes.BulkheadFull, 300), new("breaker", ErrorCodes.CircuitOpen, 12), new("retry", "retry", 7)]);

        report.Rejections.Should().Be(312);
        report.ToString().Should().Be(
            "would have rejected 312 calls: bulkhead rejected.bulkhead_full 300, breaker rejected.circuit_open 12, retry retry 7");
    }

    [Fact]
    public void A_pipeline_says_that_it_is_a_shadow() =>
        Builder().AddTimeout(_limit).Build().ToString().Should().Be("pipeline 'shadow' in shadow mode: timeout (5 s)");

    [Fact]
    public void A_pipeline_that_is_none_has_nothing_to_report() =>
        ResiliencePipeline.Empty.ShadowReport().ToString().Should().Be("would have rejected 0 calls");

    private int Fail(CancellationToken token)
    {
        _calls++;
        throw new TransientException();
    }

    private ResiliencePipelineBuilder Builder() => new() { Name = "shadow", TimeProvider = _clock, ShadowMode = true };
}
