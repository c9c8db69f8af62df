using Microsoft.Extensions.Time.Testing;
using Resilience.RateLimiting;

namespace Resilience.Regressions;

/// <summary>What users of other rate limiters reported (peers, a, h, 14, 19; resilience4j 314, 1283, 2336).</summary>
public sealed class RateLimitRegressionTests
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Kinds]
    public async Task No_permit_is_lost_with_a_caller_who_went_before_it_was_due(LimitKind kind)
    {
        // resilience4j 314: what is reserved could not be relinquished.
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        using var caller = new CancellationTokenSource();
        Task<bool> gone = limit.WaitAsync(1, caller.Token).AsTask();
        await caller.CancelAsync();
        await gone.Invoking(static it => it).Should().ThrowAsync<OperationCanceledException>();

        Task<bool> other = limit.WaitAsync(1, Token).AsTask();
        _clock.Advance(next);

        (await other).Should().BeTrue();
    }

    [Theory, Kinds]
    public async Task No_call_waits_for_nothing(LimitKind kind)
    {
        // resilience4j 1283: a call that could not be served in time was kept for all of it, and then refused.
        RateLimit limit = Limits.Create(kind, 1, _clock, Limits.Second / 2);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.Add(limit).Build();
        limit.Empty();

        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);

        call.IsCompleted.Should().BeTrue();
        (await call).IsRejected.Should().BeTrue();
    }

    [Theory, Kinds]
    public async Task No_crowd_that_waits_is_let_through_at_once(LimitKind kind)
    {
        // resilience4j 2336: threads that had waited went on together.
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        Task<bool>[] crowd = [.. Enumerable.Range(0, 10).Select(_ => limit.WaitAsync(1, Token).AsTask())];
        for (int served = 1; served <= crowd.Length; served++)
        {
            TimeSpan due = kind == LimitKind.TokenBucket ? Limits.Second : Limits.Second * 1.1;
            _clock.Advance(due);
            (await crowd[served - 1]).Should().BeTrue();
            crowd.Count(static call => call.IsCompleted).Should().Be(served);
        }
    }

    [Theory, Kinds]
    public void No_refusal_leaves_its_caller_without_a_time_to_come_back(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 3, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.Add(limit).Build();
        limit.Empty();

        Outcome<int> refused = pipeline.ExecuteOutcome(static _ => 1, Token);
        TimeSpan? wait = refused.Failure?.RetryAfter;
        wait.Should().NotBeNull().And.BePositive();
        _clock.Advance(wait!.Value);
        pipeline.ExecuteOutcome(static _ => 1, Token).IsSuccess.Should().BeTrue("it waited as it was told");
    }

    [Theory, Kinds]
    public async Task No_retry_comes_back_before_the_limit_said(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new() { Backoff = Backoff.Constant(TimeSpan.FromMilliseconds(1)), RetryRejections = true, MaxAttempts = 2 })
            .Add(limit)
            .Build();
        limit.Empty();
        TimeSpan next = limit.UntilNext();

        Task<int> call = pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token).AsTask();
        _clock.Advance(next - TimeSpan.FromMilliseconds(1));
        call.IsCompleted.Should().BeFalse();
        while (!call.IsCompleted)
        {
            Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        (await call).Should().Be(1);
    }

    [Theory, Kinds]
    public void No_refusal_is_made_anew(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.Add(limit).Build();
        limit.Empty();

        Enumerable.Range(0, 100).Select(_ => pipeline.ExecuteOutcome(static _ => 1, Token).Rejection)
            .Distinct(ReferenceEqualityComparer.Instance).Should().ContainSingle();
    }

    [Theory, Kinds]
    public void No_weight_that_cannot_be_told_takes_a_permit(LimitKind kind)
    {
        RateLimit limit = Limits.Create(
            kind, 3, _clock, configure: static options => options.Weight = static _ => throw new TestException("weight"));
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }.Add(limit).Build();

        pipeline.ExecuteOutcome(static _ => 1, Token).Exception.Should().BeOfType<TestException>();

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 3 && it.Admitted == 0 && it.Rejected == 0);
    }

    [Theory]
    [InlineData(LimitKind.TokenBucket, -24)]
    [InlineData(LimitKind.TokenBucket, 24)]
    [InlineData(LimitKind.SlidingWindow, -24)]
    [InlineData(LimitKind.SlidingWindow, 24)]
    public void No_permit_comes_sooner_or_later_because_a_clock_jumped(LimitKind kind, int hours)
    {
        var clock = new CircuitBreakers.SteppingClock();
        RateLimit limit = Limits.Create(kind, 10, clock);
        limit.Empty();

        // The wall clock decides nothing; a monotonic one that goes back is taken to have stood still.
        clock.Wall += TimeSpan.FromHours(hours);
        limit.TryAcquire().Should().BeFalse();
        if (hours < 0)
            clock.Monotonic += TimeSpan.FromHours(hours);
        TimeSpan next = limit.UntilNext();
        next.Should().BeLessThanOrEqualTo(Limits.Second * 1.1);
        clock.Monotonic += next;
        limit.TryAcquire().Should().BeTrue();
        clock.Monotonic += TimeSpan.FromHours(24);
        limit.Snapshot().Available.Should().Be(10, "however long it was, no more gather");
    }
}
