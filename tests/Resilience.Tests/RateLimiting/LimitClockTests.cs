using Microsoft.Extensions.Time.Testing;
using Resilience.Timing;

namespace Resilience.RateLimiting;

public sealed class LimitClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(TimeSpan.TicksPerSecond)]
    [InlineData(1_000_000_000)]
    [InlineData(3_579_545_000)]
    [InlineData(1_000_000_000_000)]
    public void Time_is_counted_from_the_creation_in_units_of_a_nanosecond_at_least(long frequency)
    {
        var source = new HandClock(frequency) { Now = long.MaxValue - 1 };
        var clock = new LimitClock(source);
        source.Now = unchecked(source.Now + (frequency * 90));

        clock.Frequency.Should().Be(Math.Min(frequency, 1_000_000_000));
        clock.Now.Should().Be(clock.Frequency * 90);
        clock.Span(clock.Now).Should().Be(TimeSpan.FromSeconds(90));
        clock.HasCoarse.Should().BeFalse();
    }

    [Fact]
    public void Durations_are_rounded_up_both_ways()
    {
        var clock = new LimitClock(new HandClock(frequency: 1_000));
        clock.Units(TimeSpan.FromTicks(1)).Should().Be(1);
        clock.Units(TimeSpan.FromMilliseconds(2)).Should().Be(2);
        clock.Span(3).Should().Be(TimeSpan.FromMilliseconds(3));
        new LimitClock(new HandClock(frequency: 30_000_000)).Span(1).Should().Be(TimeSpan.FromTicks(1));
    }

    [Fact]
    public void A_clock_that_steps_back_far_goes_on_from_where_it_was()
    {
        var source = new HandClock();
        var clock = new LimitClock(source);
        source.Now = TimeSpan.FromHours(1).Ticks;
        clock.Now.Should().Be(source.Now);

        source.Now = 0;
        clock.Now.Should().Be(TimeSpan.FromHours(1).Ticks);
        source.Now += 10;
        clock.Now.Should().Be(TimeSpan.FromHours(1).Ticks + 10);
    }

    [Fact]
    public void A_clock_that_wavers_by_less_than_a_second_is_taken_as_it_is()
    {
        var source = new HandClock { Now = 10 };
        var clock = new LimitClock(source);
        source.Now += TimeSpan.TicksPerSecond;
        clock.Now.Should().Be(TimeSpan.TicksPerSecond);
        source.Now -= TimeSpan.TicksPerSecond / 2;
        clock.Now.Should().Be(TimeSpan.TicksPerSecond / 2);
    }

    [Fact]
    public void A_coarse_reading_is_within_the_lag_of_the_present_and_needs_an_exact_one_every_second()
    {
        var source = new HandClock(frequency: 1_000_000_000);
        var clock = new LimitClock(source, () => source.Now / 10_000_000 * 10);
        clock.HasCoarse.Should().BeTrue();
        clock.TryReadCoarse(out _).Should().BeFalse("nobody has read the exact clock yet");

        for (source.Now = 3_456_789; source.Now < 10_000_000_000; source.Now += 234_567_891)
        {
            long exact = clock.Now;
            for (int step = 0; step < 9; step++)
            {
                source.Now += 98_765_432;
                clock.TryReadCoarse(out long coarse).Should().BeTrue();
                Math.Abs(coarse - source.Now).Should().BeLessThanOrEqualTo(clock.Lag);
            }

            source.Now = exact + 1_100_000_000;
            clock.TryReadCoarse(out _).Should().BeFalse();
        }
    }

    [Fact]
    public async Task A_wait_is_never_shorter_however_early_timers_fire()
    {
        var source = new HandClock();
        var clock = new LimitClock(source);
        Task wait = clock.WaitUntilAsync(1_000, Token);
        for (int i = 0; i < 50; i++)
        {
            // Each time, half of what is left has passed.
            HandTimer timer = await source.TimerAsync(i);
            wait.IsCompleted.Should().BeFalse();
            source.Now += (1_000 - source.Now + 1) / 2;
            timer.Fire();
            if (source.Now == 1_000)
                break;
        }

        await wait;
        source.Now.Should().Be(1_000);
    }

    [Fact]
    public async Task A_clock_that_stands_still_while_its_timers_fire_is_believed_in_the_end()
    {
        var clock = new LimitClock(new ImmediateTimeProvider());
        await clock.WaitUntilAsync(clock.Now + clock.Units(TimeSpan.FromDays(1)), Token);

        var source = new HandClock();
        Task wait = new LimitClock(source).WaitUntilAsync(TimeSpan.TicksPerSecond, Token);
        for (int i = 0; i < 3; i++)
            (await source.TimerAsync(i)).Fire();
        await wait;
        source.Timers.Should().HaveCount(3);
    }

    [Fact]
    public async Task The_system_clock_is_waited_for_to_the_end()
    {
        var clock = new LimitClock(TimeProvider.System);
        foreach (double milliseconds in (double[])[0.01, 0.4, 1, 3.3, 17])
        {
            long due = clock.Now + clock.Units(TimeSpan.FromMilliseconds(milliseconds));
            await clock.WaitUntilAsync(due, Token);
            clock.Now.Should().BeGreaterThanOrEqualTo(due);
        }
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once()
    {
        var clock = new LimitClock(new FakeTimeProvider());
        using var caller = new CancellationTokenSource();
        Task wait = clock.WaitUntilAsync(1_000, caller.Token);
        wait.IsCompleted.Should().BeFalse();
        await caller.CancelAsync();
        await wait;
    }
}
