using System.Diagnostics;

namespace Resilience.Timing;

/// <summary>Real time, so only what holds on any machine: deadlines fire at some time, and never early.</summary>
public sealed class SystemSweeperTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, true)]
    [InlineData(15, true)]
    [InlineData(17, false)]
    [InlineData(60, false)]
    public async Task A_short_deadline_fires_and_is_not_early(int milliseconds, bool urgent)
    {
        (await FiredAfterAsync(Timeline.Fine, TimeSpan.FromMilliseconds(milliseconds), urgent))
            .Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public async Task A_coarse_deadline_fires_and_is_not_early()
    {
        (await FiredAfterAsync(Timeline.Coarse, TimeSpan.FromSeconds(1), urgent: false))
            .Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_sweeper_that_went_to_sleep_is_woken_by_the_next_deadline()
    {
        // It sleeps after about a second without work; whether it does here, or something keeps it awake, the deadline must fire.
        for (int i = 0; i < 2; i++)
        {
            (await FiredAfterAsync(Timeline.Fine, TimeSpan.FromMilliseconds(20), urgent: false)).Should().BePositive();
            await FiredAfterAsync(Timeline.Coarse, TimeSpan.FromMilliseconds(1), urgent: false);
        }
    }

    [Fact]
    public async Task Many_deadlines_on_both_clocks_all_fire()
    {
        IEnumerable<Task<TimeSpan>> all = Enumerable.Range(0, 200).Select(i =>
            FiredAfterAsync(i % 2 == 0 ? Timeline.Fine : Timeline.Coarse, TimeSpan.FromMilliseconds(i), urgent: i < 16));

        TimeSpan[] elapsed = await Task.WhenAll(all);

        elapsed.Select(static (time, i) => time.TotalMilliseconds - i).Should().OnlyContain(static late => late >= 0);
    }

    [Fact]
    public async Task The_caller_is_polled_while_an_attempt_runs_synchronously()
    {
        using var caller = new CancellationTokenSource();
        var cell = new DeadlineCell { Due = Timeline.Coarse.Now + Timeline.Coarse.Units(TimeSpan.FromDays(1)) };
        CellRegistry.Shared.Add(cell);
        CancellationToken token = cell.Arm(Timeline.Coarse, caller.Token, urgent: false);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.Register(seen.SetResult);

        await caller.CancelAsync();
        await seen.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);

        cell.Settle(keepSource: true);
        CellRegistry.Shared.Remove(cell);
        cell.FiredDue.Should().NotBe(cell.Due, "the caller cancelled, no deadline passed");
    }

    private static async Task<TimeSpan> FiredAfterAsync(Timeline timeline, TimeSpan timeout, bool urgent)
    {
        var fired = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var cell = new DeadlineCell();
        CellRegistry.Shared.Add(cell);
        long start = Stopwatch.GetTimestamp();
        cell.Due = timeline.Now + timeline.Units(timeout);
        CancellationToken token = cell.Arm(timeline, default, urgent);
        await using CancellationTokenRegistration registration = token.Register(() => fired.SetResult(Stopwatch.GetElapsedTime(start)));
        TimeSpan elapsed = await fired.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        cell.Settle(keepSource: false);
        CellRegistry.Shared.Remove(cell);
        cell.FiredDue.Should().Be(cell.Due);
        return elapsed;
    }
}
