using CsCheck;

namespace Resilience.Timing;

public sealed class TimelineTests
{
    public static TheoryData<long> Frequencies => [1, 64, 1_000, 32_768, TimeSpan.TicksPerSecond, 1_000_000_000, 3_579_545_000];

    [Fact]
    public void A_pipeline_whose_shortest_timeout_is_a_second_reads_the_coarse_clock()
    {
        Timeline.For(TimeProvider.System, TimeSpan.FromSeconds(1)).Should().BeSameAs(Timeline.Coarse);
        Timeline.For(TimeProvider.System, TimeSpan.MaxValue).Should().BeSameAs(Timeline.Coarse);
        Timeline.For(TimeProvider.System, TimeSpan.FromSeconds(1) - Require.Tick).Should().BeSameAs(Timeline.Fine);
    }

    [Fact]
    public void Another_provider_has_one_timeline_of_its_own()
    {
        var clock = new HandClock();

        Timeline timeline = Timeline.For(clock, TimeSpan.FromHours(1));

        timeline.Should().NotBeSameAs(Timeline.Coarse);
        Timeline.For(clock, TimeSpan.FromMilliseconds(1)).Should().BeSameAs(timeline);
        Timeline.For(new HandClock(), TimeSpan.FromHours(1)).Should().NotBeSameAs(timeline);
    }

    [Fact]
    public void A_coarse_deadline_has_a_margin_of_at_least_one_tick_of_its_clock()
    {
        // The reading may be one tick old: without the margin, a deadline could come that much too early.
        long tick = OperatingSystem.IsWindows() ? 16 : 10;

        Timeline.Coarse.Units(TimeSpan.FromSeconds(1)).Should().Be(1_000 + tick);
        Timeline.Coarse.Units(TimeSpan.FromTicks(1)).Should().Be(1 + tick, "parts of a unit count as one");
        Timeline.Fine.Units(TimeSpan.FromSeconds(1)).Should().Be(TimeProvider.System.TimestampFrequency);
    }

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void A_duration_is_never_rounded_to_less(long frequency)
    {
        Timeline timeline = Timeline.Foreign(new HandClock(frequency), new HandSweeper(polls: false));
        Gen.Long[1, TimeSpan.MaxValue.Ticks].Sample(ticks =>
        {
            Int128 units = timeline.Units(TimeSpan.FromTicks(ticks));
            if (units < long.MaxValue / 4)
            {
                Int128 exact = (Int128)ticks * frequency;
                (units * TimeSpan.TicksPerSecond >= exact).Should().BeTrue();
                ((units - 1) * TimeSpan.TicksPerSecond < exact).Should().BeTrue();
            }

            return units > 0;
        });
    }

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void What_is_left_is_positive_exactly_until_the_deadline(long frequency)
    {
        var clock = new HandClock(frequency);
        Timeline timeline = Timeline.Foreign(clock, new HandSweeper(polls: false));
        Gen<long> distance = Gen.OneOf(Gen.Long[-100, 100], Gen.Long[-long.MaxValue / 2, long.MaxValue / 4]);
        Gen.Select(Gen.Long[0, long.MaxValue / 2], distance).Sample((now, ahead) =>
        {
            clock.Now = now;
            (timeline.Until(now + ahead) > TimeSpan.Zero).Should().Be(ahead > 0);
        }, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void The_longest_durations_neither_overflow_nor_turn_negative(long frequency)
    {
        var clock = new HandClock(frequency) { Now = long.MaxValue / 2 };
        Timeline timeline = Timeline.Foreign(clock, new HandSweeper(polls: false));

        long due = clock.Now + timeline.Units(TimeSpan.MaxValue);

        due.Should().BeGreaterThan(clock.Now);
        timeline.Until(due).Should().BeGreaterThan(TimeSpan.FromDays(365));
    }

    [Fact]
    public void The_longest_duration_fits_the_coarse_clock() =>
        Timeline.Coarse.Until(Timeline.Coarse.Now + Timeline.Coarse.Units(TimeSpan.MaxValue))
            .Should().BeGreaterThan(TimeSpan.FromDays(365));

    [Fact]
    public void Without_a_deadline_there_is_no_end_to_what_is_left() =>
        Timeline.Coarse.Until(Timeline.Never).Should().Be(TimeSpan.MaxValue);

    [Fact]
    public void What_has_passed_counts_from_a_reading()
    {
        var clock = new HandClock(1_000) { Now = 5_000 };
        Timeline timeline = Timeline.Foreign(clock, new HandSweeper(polls: false));
        long start = timeline.Now;

        clock.Now += 1_500;

        timeline.Since(start).Should().Be(TimeSpan.FromSeconds(1.5));
    }
}
