namespace Resilience.Bulkheads;

public sealed class GradientRuleTests
{
    private static readonly GradientSettings _settings = new(
        Tolerance: 1.5, QueueSize: 4, Smoothing: 0.2, BaselineWindows: 600, ProbeInterval: 100, DropFactor: 0.9);

    // A baseline of 100 ms that is warm.
    private static readonly GradientState _warm = new(50, 50, 100 * TimeSpan.TicksPerMillisecond, 10, 0, GradientProbe.None);

    [Theory]
    [InlineData(100, 50.8, LimitReasons.ProbeUpward)]
    [InlineData(50, 50.8, LimitReasons.ProbeUpward)]
    [InlineData(150, 50.8, LimitReasons.ProbeUpward)]
    [InlineData(160, 50.175, LimitReasons.ProbeUpward)]
    [InlineData(200, 48.3, LimitReasons.Queueing, -1)]
    [InlineData(300, 45.8, LimitReasons.Queueing, -4)]
    [InlineData(100_000, 45.8, LimitReasons.Queueing, -4)]
    public void The_limit_follows_the_ratio_of_the_baseline_to_the_time_of_calls(double milliseconds, double limit, string reason, int change = 0)
    {
        (GradientState state, LimitDecision decision) = GradientRule.Next(_warm, Windows.Full(50, milliseconds), _settings);
        state.Limit.Should().BeApproximately(limit, 1e-9);
        decision.Should().Be(new LimitDecision(change, reason));
    }

    [Fact]
    public void A_limit_in_balance_is_steady()
    {
        (GradientState state, LimitDecision decision) = GradientRule.Next(
            _warm, Windows.Full(50, 1), _settings with { Tolerance = 1, QueueSize = 0 });
        state.Limit.Should().Be(50);
        decision.Should().Be(new LimitDecision(0, LimitReasons.Steady));
    }

    [Fact]
    public void Fractions_add_up()
    {
        GradientState state = _warm;
        int limit = 50;
        for (int i = 0; i < 6; i++)
        {
            (state, LimitDecision decision) = GradientRule.Next(state, Windows.Full(limit, 100), _settings);
            limit += decision.Change;
        }

        limit.Should().Be(54);
        state.Limit.Should().BeApproximately(54.8, 1e-9);
    }

    [Theory]
    [InlineData(51.1, 51)]
    [InlineData(51, 51)]
    [InlineData(50.9, 50)]
    [InlineData(49.1, 50)]
    [InlineData(49, 49)]
    [InlineData(48.9, 49)]
    public void Callers_meet_a_limit_only_when_it_is_a_whole_call_away(double limit, int enforced)
    {
        GradientState before = _warm with { Limit = limit - 0.8 };
        (GradientState state, LimitDecision decision) = GradientRule.Next(before, Windows.Full(50, 100), _settings);
        state.Limit.Should().BeApproximately(limit, 1e-6);
        state.Enforced.Should().Be(enforced);
        decision.Change.Should().Be(enforced - 50);
    }

    [Fact]
    public void A_limit_that_was_hardly_used_stays()
    {
        (GradientState state, LimitDecision decision) = GradientRule.Next(_warm, Windows.Quiet(50, 1_000), _settings);
        state.Limit.Should().Be(50);
        decision.Should().Be(new LimitDecision(0, LimitReasons.NotLimited));
    }

    [Theory]
    [InlineData(1, GradientProbe.None)]
    [InlineData(100, GradientProbe.None)]
    [InlineData(100_000, GradientProbe.None)]
    [InlineData(100, GradientProbe.Draining)]
    [InlineData(100, GradientProbe.Measuring)]
    public void Drops_lower_the_limit_whatever_calls_took_and_teach_nothing(double milliseconds, object probe)
    {
        GradientState before = _warm with { Probe = (GradientProbe)probe, Limit = (GradientProbe)probe == GradientProbe.None ? 50 : 100 };
        (GradientState state, LimitDecision decision) = GradientRule.Next(
            before, Windows.Full(50, milliseconds) with { Drops = 1 }, _settings);
        decision.Should().Be(new LimitDecision(-5, LimitReasons.Drop));
        state.Should().Be(_warm with { Limit = 45, Enforced = 45 });
    }

    [Fact]
    public void Drops_lower_the_limit_no_less_than_the_time_of_calls_would()
    {
        LimitWindow window = Windows.Full(50, 1_000);
        GradientSettings bold = _settings with { Smoothing = 1 };
        (_, LimitDecision queueing) = GradientRule.Next(_warm, window, bold);
        (_, LimitDecision drop) = GradientRule.Next(_warm, window with { Drops = 1 }, bold);
        queueing.Change.Should().Be(-21);
        drop.Should().Be(new LimitDecision(-21, LimitReasons.Drop));
    }

    [Theory]
    [InlineData(95, 97.5, 0)]
    [InlineData(50, 75, 90)] // there may still have been a queue: the next probe comes soon
    public void A_probe_that_finds_a_shorter_time_believes_half_of_it(double milliseconds, double baseline, int restrained)
    {
        GradientState state = _warm with { Enforced = 25, Probe = GradientProbe.Measuring };
        (state, _) = GradientRule.Next(state, Windows.Full(25, milliseconds), _settings);
        (state.Baseline / TimeSpan.TicksPerMillisecond).Should().BeApproximately(baseline, 1e-9);
        state.Restrained.Should().Be(restrained);
    }

    [Fact]
    public void A_window_of_nothing_but_drops_that_are_put_up_with_says_nothing()
    {
        LimitWindow window = Windows.Full(50, 0) with { Calls = 0, Drops = 1, ToleratedDrops = 1 };
        GradientRule.Next(_warm, window, _settings).Should().Be((_warm, new LimitDecision(0, LimitReasons.NotLimited)));
    }

    [Fact]
    public void The_first_windows_are_averaged()
    {
        GradientState state = default;
        for (int i = 1; i <= 10; i++)
            (state, _) = GradientRule.Next(state, Windows.Quiet(50, 10 * i), _settings);
        state.Baseline.Should().BeApproximately(55 * TimeSpan.TicksPerMillisecond, 1);
        state.Learned.Should().Be(10);
        (state, _) = GradientRule.Next(state, Windows.Quiet(50, 55 + 601), _settings);
        state.Baseline.Should().BeApproximately(57 * TimeSpan.TicksPerMillisecond, 1);
        state.Learned.Should().Be(10);
    }

    [Theory]
    [InlineData(1_000, false, 100)] // a queue may be to blame
    [InlineData(101, false, 100)]
    [InlineData(70, false, 99.9)] // shorter times are always the dependency's own
    [InlineData(1_000, true, 103)] // nothing can have queued
    [InlineData(40, true, 94.81)] // much shorter for once: a twentieth is given up beside
    public void The_baseline_learns_longer_times_only_where_there_was_no_queue(double milliseconds, bool isQuiet, double baseline)
    {
        LimitWindow window = isQuiet ? Windows.Quiet(50, milliseconds) : Windows.Full(50, milliseconds);
        (GradientState state, _) = GradientRule.Next(_warm, window, _settings);
        (state.Baseline / TimeSpan.TicksPerMillisecond).Should().BeApproximately(baseline, 0.01);
    }

    [Fact]
    public void A_baseline_that_holds_the_limit_down_for_long_is_measured_again()
    {
        GradientState state = _warm with { Restrained = 98 };
        (state, LimitDecision decision) = GradientRule.Next(state, Windows.Full(50, 200), _settings);
        decision.Reason.Should().Be(LimitReasons.Queueing);
        double limit = state.Limit;

        (state, decision) = GradientRule.Next(state, Windows.Full(49, 200), _settings);
        decision.Should().Be(new LimitDecision(-25, LimitReasons.ProbeBaseline));
        state.Restrained.Should().Be(0);

        (state, decision) = GradientRule.Next(state, Windows.Full(24, 500), _settings);
        decision.Should().Be(new LimitDecision(0, LimitReasons.ProbeBaseline));
        state.Baseline.Should().Be(_warm.Baseline);

        (state, decision) = GradientRule.Next(state, Windows.Full(24, 200), _settings);
        decision.Should().Be(new LimitDecision(24, LimitReasons.BaselineMeasured));
        state.Limit.Should().Be(limit);
        state.Restrained.Should().Be(0);
        state.Probe.Should().Be(GradientProbe.None);

        // As if each of the hundred windows had been one without a queue.
        (state.Baseline / TimeSpan.TicksPerMillisecond).Should().BeApproximately(200 - (100 * Math.Pow(1 - (2d / 601), 100)), 1e-6);
    }

    [Fact]
    public void At_its_minimum_the_limit_is_not_halved_to_measure()
    {
        GradientState state = _warm with { Restrained = 99, Limit = 20, Enforced = 20 };
        (state, LimitDecision decision) = GradientRule.Next(state, Windows.Full(20, 200, min: 20), _settings);
        decision.Should().Be(new LimitDecision(0, LimitReasons.BaselineMeasured));
        state.Baseline.Should().BeGreaterThan(_warm.Baseline);
        state.Restrained.Should().Be(0);
    }

    [Fact]
    public void A_probe_that_was_not_kept_to_teaches_nothing()
    {
        GradientState state = _warm with { Enforced = 25, Probe = GradientProbe.Measuring };
        LimitWindow window = Windows.Full(25, 500) with { MaxInFlight = 32 };
        (state, LimitDecision decision) = GradientRule.Next(state, window, _settings);
        state.Should().Be(_warm);
        decision.Should().Be(new LimitDecision(25, LimitReasons.BaselineMeasured));
    }

    [Fact]
    public void A_quiet_window_makes_a_probe_unnecessary()
    {
        (GradientState state, _) = GradientRule.Next(_warm with { Restrained = 99 }, Windows.Quiet(50, 100), _settings);
        state.Restrained.Should().Be(0);
    }

    [Theory]
    [InlineData(GradientProbe.None)]
    [InlineData(GradientProbe.Measuring)]
    public void A_limit_set_by_hand_is_where_it_goes_on_from(object probe)
    {
        GradientState before = _warm with { Probe = (GradientProbe)probe };
        (GradientState state, LimitDecision decision) = GradientRule.Next(before, Windows.Full(70, 100), _settings);
        state.Should().Be(_warm with { Limit = 70.8, Enforced = 70 });
        decision.Should().Be(new LimitDecision(0, LimitReasons.ProbeUpward));
    }

    [Fact]
    public void An_algorithm_that_begins_at_the_minimum_grows_from_there()
    {
        LimitAlgorithm algorithm = new Gradient2LimitOptions().CreateAlgorithm();
        algorithm.Decide(Windows.Full(20, 100, min: 20)).Should().Be(new LimitDecision(0, LimitReasons.ProbeUpward));
        algorithm.Decide(Windows.Full(20, 100, min: 20)).Should().Be(new LimitDecision(1, LimitReasons.ProbeUpward));
        algorithm.ToString().Should().Be("baseline 100 ms");
    }

    [Fact]
    public void Bounds_are_told_as_reasons()
    {
        LimitAlgorithm algorithm = new Gradient2LimitOptions().CreateAlgorithm();
        algorithm.Decide(Windows.Full(20, 100, min: 20, max: 20)).Should().Be(new LimitDecision(0, LimitReasons.ProbeUpward));
        algorithm.Decide(Windows.Full(20, 100, min: 20, max: 20) with { Drops = 1 })
            .Should().Be(new LimitDecision(0, LimitReasons.AtMinimum));
    }
}
