using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Health.Modes;

public sealed class OperationModeControlTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly OperationModeControl _control;

    public OperationModeControlTests() => _control = new(new()
    {
        TimeProvider = _clock,
        LowerAfter = TimeSpan.FromSeconds(30),
        DegradedText = "Some things are slower.",
        Features =
        {
            new("summaries") { LimitedText = "Summaries are off." },
            new("images") { Modes = [OperationMode.Normal], Needs = ["gpu"], Threshold = ComponentSeverity.Low },
        },
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _control.Dispose();

    [Theory]
    [InlineData(ComponentSeverity.Low, OperationMode.Normal)]
    [InlineData(ComponentSeverity.Medium, OperationMode.Degraded)]
    [InlineData(ComponentSeverity.High, OperationMode.Emergency)]
    public void The_worst_mark_makes_the_mode_at_once(ComponentSeverity severity, OperationMode expected)
    {
        _control.MarkDegraded("other", "slow", ComponentSeverity.Low);
        _control.MarkDegraded("db", "down", severity);

        Assert.Equal(expected, _control.Mode);
        ModeSnapshot snapshot = _control.Snapshot();
        Assert.Equal(["db", "other"], snapshot.Components.Select(static component => component.Name));
        Assert.Equal(new DegradedComponent("db", severity, "down", _clock.GetUtcNow()), snapshot.Components[0]);
    }

    [Fact]
    public void A_better_mode_comes_when_it_has_been_asked_for_long_enough_and_is_that_of_the_worst_that_remains()
    {
        _control.MarkDegraded("db", "down", ComponentSeverity.High);
        _control.MarkDegraded("cache", "slow", ComponentSeverity.Medium);
        Assert.True(_control.MarkNormal("db"));
        Assert.False(_control.MarkNormal("db"));

        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal((OperationMode.Emergency, OperationMode.Degraded), (_control.Mode, _control.Snapshot().Wanted));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OperationMode.Degraded, _control.Mode);

        _control.MarkNormal("cache");
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(OperationMode.Normal, _control.Mode);
        Assert.Equal(
            [OperationMode.Emergency, OperationMode.Degraded, OperationMode.Normal],
            _control.Snapshot().Changes.Select(static change => change.To));
    }

    [Fact]
    public void What_comes_back_within_the_dwell_time_changes_nothing()
    {
        _control.MarkDegraded("db", "down");
        for (int i = 0; i < 10; i++)
        {
            _control.MarkNormal("db");
            _clock.Advance(TimeSpan.FromSeconds(20));
            _control.MarkDegraded("db", "down");
            _clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(OperationMode.Degraded, _control.Mode);
        Assert.Single(_control.Snapshot().Changes);
    }

    [Fact]
    public void A_worse_mode_may_have_to_wait_too()
    {
        using var control = new OperationModeControl(new() { TimeProvider = _clock, RaiseAfter = TimeSpan.FromSeconds(5) });
        control.MarkDegraded("db", "down", ComponentSeverity.High);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(OperationMode.Normal, control.Mode);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(OperationMode.Emergency, control.Mode);
    }

    [Fact]
    public void An_override_wins_until_it_is_cleared_and_has_an_author()
    {
        _control.MarkDegraded("db", "down", ComponentSeverity.High);
        _control.Override(OperationMode.Normal, "ops", "known\nand fine");

        Assert.Equal(OperationMode.Normal, _control.Mode);
        ModeSnapshot held = _control.Snapshot();
        Assert.Equal(new ModeOverride(OperationMode.Normal, "ops", "known and fine", _clock.GetUtcNow(), null), held.Override);
        Assert.Equal(("ops", "known and fine"), (held.Changes[^1].Author, held.Reason));
        Assert.Equal(OperationMode.Emergency, held.Wanted);

        Assert.True(_control.ClearOverride());
        Assert.False(_control.ClearOverride());
        Assert.Equal(OperationMode.Emergency, _control.Mode);
        Assert.Null(_control.Snapshot().Override);
    }

    [Fact]
    public void An_override_may_run_out()
    {
        _control.Override(OperationMode.Emergency, "ops", "drill", TimeSpan.FromMinutes(5));
        _clock.Advance(TimeSpan.FromSeconds(299));
        Assert.Equal(OperationMode.Emergency, _control.Mode);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((OperationMode.Normal, "the override has run out"), (_control.Mode, _control.Snapshot().Reason));
    }

    [Fact]
    public void Features_follow_the_mode_and_the_components_that_they_need()
    {
        Assert.True(_control.IsFeatureEnabled("images"));
        Assert.False(_control.GetNotice().IsLimited);

        _control.MarkDegraded("gpu", "hot", ComponentSeverity.Low);
        Assert.False(_control.IsFeatureEnabled("images"));
        Assert.True(_control.IsFeatureEnabled("summaries"));
        Assert.Equal(OperationMode.Normal, _control.Mode);
        Assert.Equal(["gpu"], _control.Snapshot().Features.Single(static feature => feature.Name == "images").MissingComponents);

        _control.MarkNormal("gpu");
        Assert.True(_control.IsFeatureEnabled("images"));

        _control.Override(OperationMode.Emergency, "ops", "drill");
        CapabilityNotice notice = _control.GetNotice();
        Assert.True(notice.IsLimited);
        Assert.Equal("Summaries are off.", notice.LimitedFeatures["summaries"]);
        Assert.Null(notice.LimitedFeatures["images"]);

        _control.Override(OperationMode.Degraded, "ops", "drill");
        Assert.Equal("Some things are slower.", _control.GetNotice().Text);
        Assert.True(_control.IsFeatureEnabled("summaries"));
    }

    [Fact]
    public void A_feature_that_nobody_has_named_is_an_error()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _control.IsFeatureEnabled("image"));

        Assert.StartsWith("There is no feature 'image'; there are: images, summaries.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listeners_are_told_in_order_and_do_not_disturb_each_other()
    {
        var never = new TaskCompletionSource();
        Channel<ModeChange> told = Channel.CreateUnbounded<ModeChange>();
        _control.Subscribe(static _ => throw new TestException("listener"));
        _control.Subscribe(async _ => await never.Task);
        _control.Subscribe(change => _control.MarkDegraded("listener", "re-entered", ComponentSeverity.Low));
        using IDisposable subscription = _control.Subscribe(change => told.Writer.TryWrite(change));

        _control.MarkDegraded("db", "down", ComponentSeverity.High);
        _control.Override(OperationMode.Normal, "ops", "fine");
        _control.ClearOverride();

        var seen = new List<OperationMode>();
        for (int i = 0; i < 3; i++)
            seen.Add((await told.Reader.ReadAsync(Token)).To);
        Assert.Equal([OperationMode.Emergency, OperationMode.Normal, OperationMode.Emergency], seen);
        never.SetResult();
    }

    [Fact]
    public void Marks_of_several_sources_are_kept_apart()
    {
        var breaker = new CircuitBreaker(new() { Name = "payments" }, _clock);
        IDisposable watch = _control.Watch(breaker, ComponentSeverity.High);
        _control.MarkDegraded("payments", "slow");
        breaker.Trip();
        Assert.Equal(OperationMode.Emergency, _control.Mode);
        Assert.Equal("the circuit is open", Assert.Single(_control.Snapshot().Components).Reason);

        breaker.Reset();
        Assert.Equal("slow", Assert.Single(_control.Snapshot().Components).Reason);
        breaker.Trip();
        watch.Dispose();
        Assert.Equal("slow", Assert.Single(_control.Snapshot().Components).Reason);
        breaker.Reset();
        breaker.Trip();
        Assert.Equal(OperationMode.Degraded, _control.Snapshot().Wanted);
    }

    [Fact]
    public async Task A_monitor_marks_what_its_probes_find_and_takes_its_marks_away()
    {
        bool works = false;
        await using var monitor = new HealthMonitor(new() { TimeProvider = _clock });
        monitor.Add(new("db", () => works) { Critical = true, SuccessThreshold = 1, FailureThreshold = 1 });
        monitor.Add(new("cache", () => HealthVerdict.Degraded("slow")));
        monitor.Add(new("ai", () => HealthVerdict.Degraded("open") with { Code = ErrorCodes.CircuitOpen }));
        await monitor.RunAsync(Token);

        IDisposable watch = _control.Watch(monitor);

        Assert.Equal(
            [("db", ComponentSeverity.High), ("ai", ComponentSeverity.Medium), ("cache", ComponentSeverity.Low)],
            _control.Snapshot().Components.Select(static component => (component.Name, component.Severity)));
        works = true;
        var changed = new TaskCompletionSource();
        using IDisposable after = monitor.Subscribe(_ => changed.TrySetResult());
        await monitor.RunAsync("db", Token);
        monitor.Remove("ai");
        await changed.Task.WaitAsync(Token);
        await Until(() => _control.Snapshot().Components.Select(static component => component.Name).SequenceEqual(["cache"]));
        watch.Dispose();
        Assert.Empty(_control.Snapshot().Components);
    }

    [Fact]
    public async Task Rules_of_your_own_judge_and_those_that_throw_hide_nothing()
    {
        await using var monitor = new HealthMonitor(new() { TimeProvider = _clock });
        monitor.Add(new("db", () => false) { Critical = true });
        await monitor.RunAsync(Token);

        using (_control.Watch(monitor, new Rules(_ => ComponentSeverity.Low)))
            Assert.Equal(ComponentSeverity.Low, Assert.Single(_control.Snapshot().Components).Severity);
        using (_control.Watch(monitor, new Rules(_ => throw new TestException("rules"))))
            Assert.Equal(ComponentSeverity.High, Assert.Single(_control.Snapshot().Components).Severity);
    }

    [Fact]
    public void Limits_follow_the_mode_and_are_normal_again_afterwards()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 7 }, _clock);
        var bucket = new TokenBucket(new() { Permits = 7, Period = TimeSpan.FromSeconds(2) }, _clock);
        var window = new SlidingWindow(new() { Permits = 7, Window = TimeSpan.FromSeconds(3) }, _clock);
        IDisposable[] follows =
            [_control.Follow(bulkhead, 100, 50, 10), _control.Follow(bucket, 90, 40, 9), _control.Follow(window, 80, 30, 8)];
        Assert.Equal((100, 90, 80), Limits());

        _control.MarkDegraded("db", "slow");
        Assert.Equal((50, 40, 30), Limits());
        _control.MarkDegraded("db", "down", ComponentSeverity.High);
        Assert.Equal((10, 9, 8), Limits());
        Assert.Equal(TimeSpan.FromSeconds(2), bucket.Snapshot().Period);

        foreach (IDisposable follow in follows)
            follow.Dispose();
        Assert.Equal((100, 90, 80), Limits());
        _control.Override(OperationMode.Degraded, "ops", "drill");
        Assert.Equal((100, 90, 80), Limits());

        (int, int, int) Limits() => (bulkhead.PermitLimit, bucket.Snapshot().Permits, window.Snapshot().Permits);
    }

    [Fact]
    public void What_cannot_be_followed_is_said()
    {
        var bulkhead = new Bulkhead();
        Assert.Throws<ArgumentOutOfRangeException>(() => _control.Follow(bulkhead, 1, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _control.Follow(new TokenBucket(), 1, 1, 0));
        Assert.Throws<ArgumentException>(() => _control.MarkDegraded("", "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _control.MarkDegraded("x", "x", (ComponentSeverity)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => _control.Override((OperationMode)9, "ops", "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _control.Override(OperationMode.Normal, "ops", "x", TimeSpan.Zero));
        ArgumentException options = Assert.Throws<ArgumentException>(() => new OperationModeControl(new()
        {
            LowerAfter = TimeSpan.FromDays(50),
            Features = { new("a"), new("a") },
        }));
        Assert.Contains("LowerAfter is 50 d", options.Message, StringComparison.Ordinal);
        Assert.Contains("Features is 'a' more than once", options.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_from_many_threads_leave_the_mode_that_they_ask_for()
    {
        int limit = 0;
        using IDisposable follow = _control.Follow(mode => Volatile.Write(ref limit, (int)mode));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            () =>
            {
                for (int i = 0; i < 1_000; i++)
                {
                    _control.MarkDegraded($"{worker}", "down", (ComponentSeverity)(i % 3));
                    if (i % 7 == 0)
                        _control.Override((OperationMode)(i % 3), "ops", "drill");
                    if (i % 11 == 0)
                        _control.ClearOverride();
                    if (worker > 0)
                        _control.MarkNormal($"{worker}");
                }
            },
            Token)));
        _control.ClearOverride();

        _control.MarkDegraded("0", "down");
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(OperationMode.Degraded, _control.Mode);
        Assert.Equal((int)OperationMode.Degraded, Volatile.Read(ref limit));
        Assert.Equal(_control.Mode, _control.Snapshot().Changes[^1].To);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Rules(Func<HealthChange, ComponentSeverity?> judge) : IModeRules
    {
        public ComponentSeverity? Judge(HealthChange change) => judge(change);
    }
}
