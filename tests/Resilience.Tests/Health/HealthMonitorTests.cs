using Microsoft.Extensions.Time.Testing;

namespace Resilience.Health;

public sealed class HealthMonitorTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HealthMonitor Monitor(params HealthProbe[] probes)
    {
        var monitor = new HealthMonitor(new() { TimeProvider = _clock, Interval = TimeSpan.FromSeconds(10) });
        foreach (HealthProbe probe in probes)
            monitor.Add(probe);
        return monitor;
    }

    [Theory]
    [InlineData(true, false, HealthState.Unhealthy)]
    [InlineData(false, false, HealthState.Degraded)]
    [InlineData(true, true, HealthState.Healthy)]
    public async Task Only_what_is_critical_makes_the_whole_unhealthy(bool critical, bool works, HealthState expected)
    {
        await using HealthMonitor monitor = Monitor(new("a", () => works) { Critical = critical }, new("b", () => true));

        HealthSnapshot snapshot = await monitor.RunAsync(Token);

        Assert.Equal(expected, snapshot.State);
        Assert.Equal(expected, monitor.State);
        Assert.Equal(works ? HealthState.Healthy : HealthState.Unhealthy, monitor.StateOf("a"));
    }

    [Fact]
    public async Task Without_probes_all_is_well_and_with_ones_that_nobody_has_asked_nothing_is_known()
    {
        await using HealthMonitor monitor = Monitor();
        Assert.Equal(HealthState.Healthy, monitor.State);

        monitor.Add(new("a", () => true));
        monitor.Add(new("b", () => true) { Critical = true });
        Assert.Equal(HealthState.Unknown, monitor.State);

        await monitor.RunAsync("a", Token);
        Assert.Equal(HealthState.Unknown, monitor.State);
        await monitor.RunAsync("b", Token);
        Assert.Equal(HealthState.Healthy, monitor.State);
    }

    [Fact]
    public async Task Every_form_of_a_check_is_understood()
    {
        await using HealthMonitor monitor = Monitor(
            new("value task", async _ => await new ValueTask<bool>(true)),
            new("task", _ => Task.FromResult(true)),
            new("verdict", async _ => await new ValueTask<HealthVerdict>(HealthVerdict.Degraded("slow"))),
            new("task of verdict", _ => Task.FromResult(HealthVerdict.Unhealthy("gone"))),
            new("sync", () => false),
            new("sync verdict", () => HealthVerdict.HealthyBut("warm")));

        HealthSnapshot snapshot = await monitor.RunAsync(Token);

        Assert.Equal(
            ["sync Unhealthy", "sync verdict Healthy warm", "task Healthy", "task of verdict Unhealthy gone", "value task Healthy",
                "verdict Degraded slow"],
            snapshot.Probes.Select(static probe => $"{probe.Name} {probe.State} {probe.Message}".TrimEnd()));
    }

    [Fact]
    public async Task A_check_is_asked_at_once_and_then_at_its_interval()
    {
        var script = new ScriptedProbe();
        await using HealthMonitor monitor = Monitor(new HealthProbe("a", script.CheckAsync) { Jitter = 0 });
        using var log = new ChangeLog(monitor);

        monitor.Start();
        await script.BegunAsync();
        script.Answer(HealthVerdict.Healthy);
        Assert.Equal(HealthState.Healthy, (await log.NextAsync()).To);
        await log.NextAsync(); // the whole
        await monitor.RunAsync("a", Begin(script, HealthVerdict.Healthy)); // so that the next one is due 10 s after this one
        await script.BegunAsync();

        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(script.HasBegun());
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await script.BegunAsync();
        script.Answer(HealthVerdict.Healthy);
    }

    [Fact]
    public async Task A_check_that_takes_too_long_is_given_up_and_no_other_one_begins_before_it_ends()
    {
        var script = new ScriptedProbe();
        await using HealthMonitor monitor = Monitor(new HealthProbe("a", script.CheckAsync) { Critical = true, Jitter = 0 });
        using var log = new ChangeLog(monitor);
        monitor.Start();
        CancellationToken given = await script.BegunAsync();

        _clock.Advance(TimeSpan.FromSeconds(10));

        HealthChange change = await log.NextAsync();
        Assert.Equal((HealthState.Unhealthy, ErrorCodes.Timeout), (change.To, change.Code));
        Assert.Null((await log.NextAsync()).Probe);
        var cancelled = new TaskCompletionSource();
        await using (given.Register(cancelled.SetResult))
            await cancelled.Task.WaitAsync(Token);
        HealthProbeSnapshot snapshot = await monitor.RunAsync("a", Token); // returns at once
        Assert.True(snapshot.IsRunning);
        Assert.Equal((1, 1), (snapshot.Checks, snapshot.Timeouts));

        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(script.HasBegun());
        script.Answer(HealthVerdict.Healthy); // too late: it is dropped
        await script.BegunAsync(); // overdue, so at once
        script.Answer(HealthVerdict.Healthy);
        await monitor.RunAsync("a", Begin(script, HealthVerdict.Healthy));
        Assert.Equal(1, script.Peak);
        Assert.Equal(1, monitor.Snapshot().Probes[0].Timeouts);
    }

    [Fact]
    public async Task One_that_blocks_its_thread_holds_up_no_other()
    {
        using var release = new ManualResetEventSlim();
        await using HealthMonitor monitor = Monitor(
            new("blocks", () =>
            {
                release.Wait(Token);
                return true;
            }),
            new("works", () => true));
        using var log = new ChangeLog(monitor);

        monitor.Start();

        Assert.Equal("works", (await log.NextAsync()).Probe);
        release.Set();
    }

    [Fact]
    public async Task What_a_check_throws_is_a_failure_with_a_code_and_without_its_message()
    {
        await using HealthMonitor monitor = Monitor(
            new("a", async _ => await ValueTask.FromException<bool>(new TimeoutException("secret"))),
            new("b", static bool () => throw new IOException("secret")));

        HealthSnapshot snapshot = await monitor.RunAsync(Token);

        Assert.Equal((ErrorCodes.Timeout, "TimeoutException"), (snapshot.Probes[0].Code, snapshot.Probes[0].Message));
        Assert.Equal((HealthState.Unhealthy, "IOException"), (snapshot.Probes[1].State, snapshot.Probes[1].Message));
        Assert.NotNull(snapshot.Probes[1].Code);
    }

    [Fact]
    public async Task Thresholds_keep_a_stray_answer_from_being_told()
    {
        bool works = true;
        await using HealthMonitor monitor = Monitor(new HealthProbe("a", () => works) { FailureThreshold = 2, SuccessThreshold = 3 });
        await monitor.RunAsync(Token);

        works = false;
        Assert.Equal(HealthState.Healthy, (await monitor.RunAsync("a", Token)).State);
        HealthProbeSnapshot second = await monitor.RunAsync("a", Token);
        Assert.Equal((HealthState.Unhealthy, 2), (second.State, second.ConsecutiveFailures));

        works = true;
        Assert.Equal(HealthState.Unhealthy, (await monitor.RunAsync("a", Token)).State);
        Assert.Equal(HealthState.Unhealthy, (await monitor.RunAsync("a", Token)).State);
        HealthProbeSnapshot last = await monitor.RunAsync("a", Token);
        Assert.Equal((HealthState.Healthy, HealthState.Healthy, 0), (last.State, last.LastState, last.ConsecutiveFailures));
    }

    [Fact]
    public async Task The_history_is_bounded_and_gives_rate_and_duration()
    {
        bool works = false;
        await using var monitor = new HealthMonitor(new() { TimeProvider = _clock, HistoryLength = 4 });
        monitor.Add(new("a", () => works));
        for (int i = 0; i < 3; i++)
            await monitor.RunAsync("a", Token);
        works = true;
        for (int i = 0; i < 3; i++)
            await monitor.RunAsync("a", Token);

        HealthProbeSnapshot snapshot = Assert.Single(monitor.Snapshot().Probes);

        Assert.Equal(4, snapshot.History.Count);
        Assert.Equal(0.75, snapshot.SuccessRate);
        Assert.Equal((6, 3), (snapshot.Checks, snapshot.Failures));
        Assert.Equal(_clock.GetUtcNow(), snapshot.History[^1].At);
    }

    [Fact]
    public async Task Callers_who_ask_while_a_check_is_under_way_share_it()
    {
        var script = new ScriptedProbe();
        await using HealthMonitor monitor = Monitor(new HealthProbe("a", script.CheckAsync));
        Task<HealthProbeSnapshot>[] asked = [.. Enumerable.Range(0, 32).Select(_ => monitor.RunAsync("a", Token))];
        await script.BegunAsync();

        script.Answer(HealthVerdict.Healthy);

        await Task.WhenAll(asked);
        Assert.Equal(1, script.Count);
    }

    [Fact]
    public async Task Stopping_cancels_and_waits_for_what_is_under_way_and_drops_what_it_finds()
    {
        var script = new ScriptedProbe();
        await using HealthMonitor monitor = Monitor(new HealthProbe("a", script.CheckAsync));
        monitor.Start();
        CancellationToken given = await script.BegunAsync();

        Task stopped = monitor.StopAsync(Token);

        Assert.False(stopped.IsCompleted);
        Assert.True(given.IsCancellationRequested);
        script.Throw(new OperationCanceledException(given));
        await stopped;
        Assert.Equal(HealthState.Unknown, monitor.StateOf("a"));
        _clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(script.HasBegun());

        monitor.Start();
        await script.BegunAsync();
        script.Answer(HealthVerdict.Healthy);
    }

    [Fact]
    public async Task Stopping_does_not_wait_longer_than_a_check_may_take()
    {
        var script = new ScriptedProbe();
        HealthMonitor monitor = Monitor(new HealthProbe("a", script.CheckAsync));
        monitor.Start();
        await script.BegunAsync();
        Task stopped = monitor.DisposeAsync().AsTask();
        Assert.False(stopped.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(10));

        await stopped;
        Assert.Throws<ObjectDisposedException>(monitor.Start);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => monitor.RunAsync(Token));
        await monitor.DisposeAsync();
    }

    [Fact]
    public async Task Removing_a_probe_takes_its_share_of_the_whole_away()
    {
        await using HealthMonitor monitor = Monitor(new("a", () => false) { Critical = true }, new("b", () => true));
        await monitor.RunAsync(Token);
        IHealthSource source = monitor["a"];
        Assert.Equal(HealthState.Unhealthy, source.State);

        Assert.True(monitor.Remove("a"));
        Assert.False(monitor.Remove("a"));

        Assert.Equal(HealthState.Healthy, monitor.State);
        Assert.Equal(HealthState.Unknown, source.State);
        monitor.Add(new("a", () => true));
        await monitor.RunAsync(Token);
        Assert.Equal(HealthState.Healthy, source.State);
        Assert.Same(source, monitor["a"]);
    }

    [Fact]
    public async Task Handlers_that_throw_or_hang_disturb_nobody_and_may_steer_the_monitor()
    {
        bool works = true;
        await using HealthMonitor monitor = Monitor(new HealthProbe("a", () => works) { FailureThreshold = 1 });
        var never = new TaskCompletionSource();
        monitor.Subscribe(static _ => throw new TestException("handler"));
        monitor.Subscribe(async _ => await never.Task);
        var removed = new TaskCompletionSource();
        monitor.Subscribe(change =>
        {
            if (change.Probe == "a" && change.To == HealthState.Unhealthy && monitor.Remove("a"))
                removed.SetResult();
        });
        using var log = new ChangeLog(monitor);
        await monitor.RunAsync(Token);

        works = false;
        await monitor.RunAsync(Token);

        await removed.Task.WaitAsync(Token);
        Assert.Equal(["a Healthy", " Healthy", "a Unhealthy", " Degraded", "a Unknown", " Healthy"], await Told(log, 6));
        never.SetResult();
    }

    [Fact]
    public void What_is_wrong_with_options_and_probes_is_said_all_at_once()
    {
        ArgumentException options = Assert.Throws<ArgumentException>(
            () => new HealthMonitor(new() { Interval = TimeSpan.Zero, HistoryLength = 0 }));
        Assert.Contains("Interval is 0 ms, but must be between 10 ms", options.Message, StringComparison.Ordinal);
        Assert.Contains("HistoryLength is 0", options.Message, StringComparison.Ordinal);

        ArgumentException probe = Assert.Throws<ArgumentException>(
            () => Monitor(new HealthProbe("db", () => true) { Timeout = TimeSpan.Zero, Jitter = 2, FailureThreshold = 0 }));
        Assert.Contains("health probe 'db': Timeout", probe.Message, StringComparison.Ordinal);
        Assert.Contains("Jitter is 2", probe.Message, StringComparison.Ordinal);
        Assert.Contains("FailureThreshold is 0", probe.Message, StringComparison.Ordinal);

        Assert.Contains("already", Assert.Throws<ArgumentException>(
            () => Monitor(new("a", () => true), new("a", () => true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_probe_is_answered_with_those_that_there_are()
    {
        await using HealthMonitor monitor = Monitor(new("a", () => true), new("b", () => true));

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => monitor.RunAsync("c", Token));

        Assert.StartsWith("There is no health probe 'c'; there are: a, b.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_stopping_asking_adding_and_removing_at_once_leaves_nothing_undone()
    {
        int running = 0;
        int peak = 0;
        var monitor = new HealthMonitor(new() { Interval = TimeSpan.FromMilliseconds(10) });
        HealthProbe Probe(string name) => new(name, async _ =>
        {
            int now = Interlocked.Increment(ref running);
            InterlockedMax(ref peak, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return true;
        });
        monitor.Add(Probe("kept"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                for (int i = 0; i < 200; i++)
                {
                    switch ((worker + i) % 4)
                    {
                        case 0: monitor.Start(); break;
                        case 1: await monitor.StopAsync(Token); break;
                        case 2: await monitor.RunAsync(Token); break;
                        default:
                            monitor.Add(Probe($"{worker}"));
                            monitor.Remove($"{worker}");
                            break;
                    }
                }
            },
            Token)));

        await monitor.StopAsync(Token);
        Assert.Equal(HealthState.Healthy, (await monitor.RunAsync("kept", Token)).State);
        await monitor.DisposeAsync();
        Assert.InRange(peak, 1, 9 * 8);
        Assert.False(monitor.IsStarted);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    // Answers the check that the caller is about to begin.
    private static CancellationToken Begin(ScriptedProbe script, HealthVerdict answer)
    {
        script.Answer(answer);
        return Token;
    }

    private static async Task<string[]> Told(ChangeLog log, int count)
    {
        var told = new List<string>();
        for (int i = 0; i < count; i++)
        {
            HealthChange change = await log.NextAsync();
            told.Add($"{change.Probe} {change.To}");
        }

        return [.. told];
    }
}
