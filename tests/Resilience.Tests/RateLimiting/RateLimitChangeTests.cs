using System.Numerics;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.RateLimiting;

public sealed class RateLimitChangeTests
{
    private static readonly TimeSpan _long = TimeSpan.FromHours(1);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, Kinds]
    public void As_many_permits_are_missing_as_before(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        limit.TryAcquire(4);

        limit.Change(100, Limits.Second);
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Available == 96 && it.Permits == 100 && it.Admitted == 4);
        limit.Change(3, TimeSpan.FromMinutes(1));
        limit.Snapshot().Should().Match<RateLimitSnapshot>(
            static it => it.Available == 0 && it.Burst == 3 && it.Period == TimeSpan.FromMinutes(1) && it.Admitted == 4);
        limit.ToString().Should().StartWith("limit (3 ").And.Contain("1 min");
    }

    [Fact]
    public void A_bucket_goes_on_with_its_new_rate()
    {
        var bucket = new TokenBucket(new() { Permits = 10, Burst = 10 }, _clock);
        bucket.Empty();
        bucket.Change(2, Limits.Second, burst: 4);

        bucket.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().Be(TimeSpan.FromSeconds(3.5), "ten are missing of four");
        _clock.Advance(TimeSpan.FromSeconds(5));
        bucket.Snapshot().Available.Should().Be(4);
    }

    [Fact]
    public void A_window_forgets_nothing_that_it_holds()
    {
        var window = new SlidingWindow(new() { Permits = 10, Segments = 10 }, _clock);
        window.TryAcquire(4);
        _clock.Advance(Limits.Second / 2);
        window.TryAcquire(6);
        window.Change(10, TimeSpan.FromSeconds(2), segments: 20);

        window.Snapshot().Available.Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(1.5));
        window.Snapshot().Available.Should().Be(0, "the first four are counted for two seconds now");
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        window.Snapshot().Available.Should().Be(4);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        window.Snapshot().Available.Should().Be(10);
    }

    [Fact]
    public void A_window_keeps_its_segments_unless_told_otherwise()
    {
        var window = new SlidingWindow(new() { Permits = 1, Segments = 4 }, _clock);
        window.Change(1, TimeSpan.FromSeconds(4));
        window.TryAcquire();
        window.UntilNext().Should().Be(TimeSpan.FromSeconds(5));
    }

    [Theory, Kinds]
    public async Task Calls_that_wait_keep_the_moments_that_they_were_promised(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        TimeSpan next = limit.UntilNext();
        Task<bool> call = limit.WaitAsync(1, Token).AsTask();
        limit.Change(1, TimeSpan.FromMinutes(5));

        limit.UntilNext().Should().BeGreaterThan(TimeSpan.FromMinutes(5));
        _clock.Advance(next);

        (await call).Should().BeTrue();
        limit.Snapshot().Waiting.Should().Be(0);
    }

    [Theory, Kinds]
    public async Task Calls_that_stop_waiting_after_a_change_leave_nothing_behind(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 1, _clock, _long);
        limit.Empty();
        using var caller = new CancellationTokenSource();
        Task<bool>[] calls = [.. Enumerable.Range(0, 20).Select(_ => limit.WaitAsync(1, caller.Token).AsTask())];
        limit.Change(1, TimeSpan.FromMinutes(1));
        limit.Change(1, TimeSpan.FromMinutes(2));

        await caller.CancelAsync();
        await Task.WhenAll(calls).Invoking(static it => it).Should().ThrowAsync<OperationCanceledException>();

        limit.UntilNext().Should().BeLessThanOrEqualTo(TimeSpan.FromMinutes(2.2), "only the first permit was used");
        limit.Snapshot().Waiting.Should().Be(0);
    }

    [Theory, Kinds]
    public void Arguments_out_of_range_change_nothing_and_are_reported_together(LimitKind kind)
    {
        RateLimit limit = Limits.Create(kind, 10, _clock);
        limit.Invoking(static it => it.Change(0, TimeSpan.Zero)).Should().Throw<ArgumentException>()
            .WithMessage("*limit*Permits*").WithMessage(kind == LimitKind.TokenBucket ? "*Period*" : "*Window*");
        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Permits == 10 && it.Available == 10);
    }

    [Theory, Kinds]
    public void A_clock_that_breaks_during_a_change_leaves_the_limit_as_it_was(LimitKind kind)
    {
        var clock = new BreakingClock();
        RateLimit limit = Limits.Create(kind, 2, clock);
        limit.TryAcquire();
        clock.Fails = true;
        Action[] steering =
        [
            () => limit.Change(1, Limits.Second),
            () => limit.Drain(),
            () => limit.Drain(Limits.Second),
            () => limit.Snapshot(),
            () => limit.Reserve(),
            () => limit.TryAcquire(),
        ];
        foreach (Action action in steering)
            action.Should().Throw<TestException>();
        clock.Fails = false;

        limit.Snapshot().Should().Match<RateLimitSnapshot>(static it => it.Permits == 2 && it.Available == 1 && it.DrainedFor == null);
        limit.TryAcquire().Should().BeTrue();
        limit.TryAcquire().Should().BeFalse();
    }

    [Theory, Kinds]
    public void Changes_and_drains_are_told_to_those_who_listen(LimitKind kind)
    {
        var heard = new EventRecorder();
        RateLimit limit = Limits.Create(kind, 10, _clock);
        var builder = new ResiliencePipelineBuilder { Name = "p", TimeProvider = _clock };
        builder.Listeners.Add(heard);
        ResiliencePipeline pipeline = builder.Add(limit).Build();

        limit.Change(20, Limits.Second);
        limit.Drain(TimeSpan.FromSeconds(3));

        heard.Events.Select(static told => (told.Kind, told.Strategy, told.Pipeline)).Should()
            .Equal(Enumerable.Repeat((ResilienceEventKind.LimitChanged, (string?)"limit", "p"), 2));
        heard.Events[0].Reason.Should().StartWith("10 ").And.Contain(" → 20 ");
        heard.Events[1].Reason.Should().Be("drained");
        heard.Events[1].Duration.Should().Be(TimeSpan.FromSeconds(3));
        GC.KeepAlive(pipeline);
    }

    [Fact]
    public void A_bucket_that_becomes_slower_keeps_to_its_old_rate_whatever_is_given_back() =>
        Gen.Select(
            Gen.Select(Gen.Int[2, 12], Gen.Long[20, 200], Gen.Int[2, 8]),
            LimitStep.Sequences, LimitStep.Sequences)
            .Sample(
                static (rate, before, after) =>
                {
                    (int permits, long ticks, int burst) = rate;
                    TimeSpan period = TimeSpan.FromTicks(ticks);
                    var clock = new HandClock();
                    var bucket = new TokenBucket(new() { Permits = permits, Period = period, Burst = burst }, clock);
                    var run = new LimitRun(bucket, clock);
                    foreach (LimitStep step in before)
                        run.Do(step, burst);
                    bucket.Change(permits / 2, period, burst / 2);
                    foreach (LimitStep step in after)
                        run.Do(step, burst / 2);

                    RateBound.Excess(run.Kept, permits, period, burst).Should().BeLessThanOrEqualTo(BigInteger.Zero);
                },
                iter: 10_000);

    [Fact]
    public void A_window_that_allows_less_keeps_to_what_it_allowed_before_whatever_is_given_back() =>
        Gen.Select(
            Gen.Select(Gen.Int[2, 12], Gen.Long[2, 60], Gen.Int[2, 12]), Gen.Int[1, 12], LimitStep.Sequences, LimitStep.Sequences)
            .Sample(
                static (shape, segments, before, after) =>
                {
                    (int permits, long length, int parts) = shape;
                    TimeSpan period = TimeSpan.FromMilliseconds(Math.Max(10, length * parts));
                    var clock = new HandClock(frequency: 1_000);
                    var window = new SlidingWindow(new() { Permits = permits, Window = period, Segments = parts }, clock);
                    var run = new LimitRun(window, clock);
                    foreach (LimitStep step in before)
                        run.Do(step, permits);
                    window.Change(permits / 2, period, segments);
                    foreach (LimitStep step in after)
                        run.Do(step, permits / 2);

                    WindowBound.Most(run.Kept, (long)period.TotalMilliseconds).Should().BeLessThanOrEqualTo(permits);
                },
                iter: 10_000);
}
