using Microsoft.Extensions.Time.Testing;

namespace Resilience.Timing;

public sealed class ProviderSweeperTests : IDisposable
{
    private static readonly int[] _unsorted = [3, 1, 2];
    private readonly List<DeadlineCell> _cells = [];

    public void Dispose()
    {
        foreach (DeadlineCell cell in _cells)
        {
            cell.Settle(keepSource: false);
            CellRegistry.Shared.Remove(cell);
        }
    }

    [Fact]
    public void A_deadline_fires_exactly_when_it_is_due()
    {
        var clock = new FakeTimeProvider();
        CancellationToken token = Armed(clock, TimeSpan.FromSeconds(5));

        clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        token.IsCancellationRequested.Should().BeFalse();
        clock.Advance(TimeSpan.FromTicks(1));

        token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void One_move_of_the_clock_fires_what_is_due_and_nothing_else()
    {
        var clock = new FakeTimeProvider();
        CancellationToken[] tokens = [.. Enumerable.Range(1, 300).Select(seconds => Armed(clock, TimeSpan.FromSeconds(seconds)))];

        clock.Advance(TimeSpan.FromSeconds(120));

        tokens.Count(static token => token.IsCancellationRequested).Should().Be(120);
        tokens.Take(120).Should().OnlyContain(static token => token.IsCancellationRequested);
    }

    [Fact]
    public void The_timer_is_set_again_for_the_next_deadline()
    {
        var clock = new FakeTimeProvider();
        CancellationToken[] tokens = [.. _unsorted.Select(seconds => Armed(clock, TimeSpan.FromSeconds(seconds)))];

        for (int second = 1; second <= 3; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            tokens.Count(static token => token.IsCancellationRequested).Should().Be(second);
        }
    }

    [Fact]
    public void A_nearer_deadline_brings_the_timer_forward_and_a_farther_one_leaves_it()
    {
        var clock = new HandClock();
        Armed(clock, TimeSpan.FromSeconds(10));
        HandTimer timer = clock.Timers.Should().ContainSingle().Subject;

        Armed(clock, TimeSpan.FromSeconds(20));
        timer.Due.Should().Be(TimeSpan.FromSeconds(10));
        timer.Changes.Should().Be(1);
        Armed(clock, TimeSpan.FromSeconds(5));

        timer.Due.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_timer_that_fires_too_soon_fires_nothing_and_is_set_again()
    {
        var clock = new HandClock();
        CancellationToken token = Armed(clock, TimeSpan.FromSeconds(10));
        HandTimer timer = clock.Timers.Should().ContainSingle().Subject;

        clock.Now = TimeSpan.FromSeconds(10).Ticks - 1;
        timer.Fire();

        token.IsCancellationRequested.Should().BeFalse();
        timer.Due.Should().Be(TimeSpan.FromMilliseconds(1), "a rest of less than a millisecond is rounded up");
        clock.Now++;
        timer.Fire();
        token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void A_deadline_beyond_the_reach_of_timers_is_watched_in_stages()
    {
        var clock = new HandClock();
        var timeout = TimeSpan.FromDays(60);

        CancellationToken token = Armed(clock, timeout);

        HandTimer timer = clock.Timers.Should().ContainSingle().Subject;
        timer.Due.Should().Be(Require.LongestWait);
        clock.Now += Require.LongestWait.Ticks;
        timer.Fire();
        token.IsCancellationRequested.Should().BeFalse();
        timer.Due.Should().Be(timeout - Require.LongestWait);
        clock.Now = timeout.Ticks;
        timer.Fire();
        token.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void A_clock_finer_than_a_tick_does_not_make_the_timer_spin()
    {
        // 50 ns before the deadline a TimeSpan says zero; a timer set to zero would come back at once, again and again.
        var clock = new HandClock(frequency: 1_000_000_000) { Now = 50 };
        CancellationToken token = Armed(clock, TimeSpan.FromMicroseconds(1));
        HandTimer timer = clock.Timers.Should().ContainSingle().Subject;

        clock.Now = 1_000;
        timer.Fire();

        token.IsCancellationRequested.Should().BeFalse();
        timer.Due.Should().BeGreaterThan(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_timer_keeps_nothing_of_whoever_built_the_first_pipeline(bool suppressedAlready)
    {
        var clock = new HandClock();
        if (suppressedAlready)
        {
            using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
            ProviderSweeper.TimelineOf(clock);
        }
        else
        {
            ProviderSweeper.TimelineOf(clock);
        }

        clock.Timers.Should().ContainSingle().Which.CapturesContext.Should().BeFalse();
        ExecutionContext.IsFlowSuppressed().Should().BeFalse();
    }

    [Fact]
    public void An_unused_provider_and_its_sweeper_can_be_collected()
    {
        WeakReference provider = Used();

        for (int i = 0; i < 10 && provider.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        provider.IsAlive.Should().BeFalse();

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Used()
        {
            var clock = new HandClock();
            _ = ProviderSweeper.TimelineOf(clock).Now;
            return new(clock);
        }
    }

    private CancellationToken Armed(TimeProvider clock, TimeSpan timeout)
    {
        Timeline timeline = ProviderSweeper.TimelineOf(clock);
        var cell = new DeadlineCell { Due = timeline.Now + timeline.Units(timeout) };
        _cells.Add(cell);
        CellRegistry.Shared.Add(cell);
        return cell.Arm(timeline, default, urgent: false);
    }
}
