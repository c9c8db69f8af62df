namespace Resilience.Bulkheads;

public sealed class AdaptiveLimitTests
{
    [Fact]
    public void It_decides_when_the_window_is_over_and_tells_what_and_why()
    {
        var adaptive = new Adaptive();
        adaptive.Limit.Limit.Should().Be(10);
        adaptive.Call(9, 100, inFlight: 7);
        adaptive.Windows.Should().BeEmpty();
        adaptive.Call(1, 100, inFlight: 3);

        LimitWindow window = adaptive.Windows.Should().ContainSingle().Subject;
        window.Should().Be(new LimitWindow
        {
            Limit = 10,
            Min = 5,
            Max = 50,
            Calls = 10,
            MaxInFlight = 7,
            Length = TimeSpan.FromSeconds(1),
            AverageTime = window.AverageTime,
            ShortestTime = window.AverageTime,
            MedianTime = window.AverageTime,
            Percentile90 = window.AverageTime,
        });
        window.AverageTime.TotalMilliseconds.Should().BeApproximately(100, 100d / 32);
        adaptive.Limit.Limit.Should().Be(11);
        adaptive.Enforced.Should().Equal(11);
        AdaptiveLimitSnapshot snapshot = adaptive.Limit.Snapshot();
        snapshot.Should().BeEquivalentTo(new
        {
            Algorithm = nameof(ScriptedLimitOptions),
            Limit = 11,
            Min = 5,
            Max = 50,
            ShadowMode = false,
            Decisions = 1,
            LastDecision = new LimitDecision(1, "because"),
            LastWindow = window,
        });
        LimitChange change = snapshot.Changes.Should().ContainSingle().Subject;
        change.Should().Be(new LimitChange("adaptive", 10, 11, "because", adaptive.Clock.GetUtcNow(), window));
        change.ToString().Should().Be("10 → 11: because (10 calls, 100.352 ms, at most 7 at once, 0 dropped)");
    }

    [Fact]
    public void A_window_goes_on_until_there_are_enough_calls()
    {
        var adaptive = new Adaptive();
        adaptive.Call(5, 300);
        adaptive.Windows.Should().BeEmpty();
        adaptive.Call(5, 300);
        adaptive.Windows.Should().ContainSingle().Which.Length.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_window_that_does_not_fill_in_ten_times_its_length_begins_anew()
    {
        var adaptive = new Adaptive();
        adaptive.Call(9, 1);
        adaptive.Clock.Now += TimeSpan.FromSeconds(11);
        adaptive.Call(1, 0.01);
        adaptive.Call(9, 100);
        adaptive.Windows.Should().BeEmpty();
        adaptive.Call(1, 100);
        adaptive.Windows.Should().ContainSingle().Which.Calls.Should().Be(10);
    }

    [Fact]
    public void A_window_is_twice_as_long_as_the_fastest_calls_but_no_longer_than_a_minute()
    {
        var adaptive = new Adaptive();
        adaptive.Call(10, 1_000);
        adaptive.Call(500, 4);
        adaptive.Call(11, 40_000);
        adaptive.Call(6_000, 10);
        adaptive.Call(100, 10);
        adaptive.Windows.Select(static window => (int)Math.Round(window.Length.TotalSeconds)).Should().Equal(10, 2, 400, 60, 1);
    }

    [Fact]
    public void Calls_that_end_at_once_are_not_measured()
    {
        var adaptive = new Adaptive(static options => options.MinimumTime = TimeSpan.FromMilliseconds(5));
        adaptive.Call(100, 4);
        adaptive.Call(9, 100);
        adaptive.Windows.Should().BeEmpty();
        adaptive.Call(1, 5);
        adaptive.Windows.Should().ContainSingle().Which.Calls.Should().Be(10);
    }

    [Fact]
    public void Drops_make_a_window_too()
    {
        var adaptive = new Adaptive(static options => options.DropTolerance = 0.25);
        for (int i = 0; i < 10; i++)
        {
            adaptive.Clock.Now += TimeSpan.FromMilliseconds(100);
            adaptive.Limit.Dropped(i);
        }

        LimitWindow window = adaptive.Windows.Should().ContainSingle().Subject;
        (window.Calls, window.Drops, window.ToleratedDrops, window.MaxInFlight).Should().Be((0, 10, 2, 9));
    }

    [Theory]
    [InlineData(FailureCause.Timeout, FailureDisposition.Transient, true)]
    [InlineData(FailureCause.RateLimit, FailureDisposition.Transient, true)]
    [InlineData(FailureCause.Resource, FailureDisposition.Transient, true)]
    [InlineData(FailureCause.Connection, FailureDisposition.Unavailable, true)]
    [InlineData(FailureCause.Http, FailureDisposition.Unavailable, true)]
    [InlineData(FailureCause.Connection, FailureDisposition.Transient, false)]
    [InlineData(FailureCause.Http, FailureDisposition.Transient, false)]
    [InlineData(FailureCause.Validation, FailureDisposition.Permanent, false)]
    [InlineData(FailureCause.Data, FailureDisposition.Permanent, false)]
    [InlineData(FailureCause.Unknown, FailureDisposition.Transient, false)]
    public void What_says_that_it_is_too_much_is_a_drop(FailureCause cause, FailureDisposition disposition, bool isDrop)
    {
        var adaptive = new Adaptive(static options => options.MinimumCalls = 1);
        adaptive.Clock.Now += TimeSpan.FromSeconds(1);
        adaptive.Limit.Failed(FailedAttempt.FromException(new IOException(), new(cause, disposition)), 1);
        adaptive.Windows.Should().HaveCount(isDrop ? 1 : 0);
    }

    [Fact]
    public void A_refusal_is_no_drop_for_the_call_never_ran()
    {
        var adaptive = new Adaptive(static options =>
        {
            options.MinimumCalls = 1;
            options.Drops = FailureFilter.Any;
        });
        adaptive.Clock.Now += TimeSpan.FromSeconds(1);
        adaptive.Limit.Failed(FailedAttempt.FromRejection(new Rejection(RejectionReason.CircuitOpen, "inner"), null), 1);
        adaptive.Windows.Should().BeEmpty();
        adaptive.Limit.Failed(FailedAttempt.FromException(new IOException(), default), 1);
        adaptive.Windows.Should().HaveCount(1);
    }

    [Fact]
    public void A_limit_set_by_hand_stays_within_its_bounds_and_is_where_the_algorithm_goes_on()
    {
        var adaptive = new Adaptive();
        adaptive.Limit.Resize(30);
        adaptive.Limit.Resize(30);
        adaptive.Limit.Resize(1_000);
        adaptive.Limit.Resize(1);
        adaptive.CallForAWindow();
        adaptive.Enforced.Should().Equal(30, 50, 5, 6);
        adaptive.Limit.Snapshot().Changes.Select(static change => change.ToString()).Should().Equal(
            "10 → 30: resized",
            "30 → 50: resized",
            "50 → 5: resized",
            "5 → 6: because (10 calls, 100.352 ms, at most 10 at once, 0 dropped)");
    }

    [Fact]
    public void Whoever_steers_by_hand_while_the_algorithm_thinks_is_right()
    {
        var adaptive = new Adaptive();
        adaptive.Options.Decide = _ =>
        {
            adaptive.Limit.Resize(40);
            return new(-3, "because");
        };
        adaptive.CallForAWindow();
        adaptive.Limit.Limit.Should().Be(40);
        adaptive.Limit.Snapshot().LastDecision.Should().Be(new LimitDecision(0, LimitReasons.Resized));
    }

    [Fact]
    public void An_algorithm_that_throws_changes_nothing_and_is_asked_again()
    {
        var adaptive = new Adaptive(static options => options.Decide = static _ => throw new InvalidOperationException("broken"));
        adaptive.CallForAWindow();
        adaptive.Limit.Limit.Should().Be(10);
        adaptive.Limit.Snapshot().LastDecision.Should().Be(new LimitDecision(0, LimitReasons.AlgorithmFailed));
        adaptive.Options.Decide = static _ => new(2, "repaired");
        adaptive.CallForAWindow();
        adaptive.Limit.Limit.Should().Be(12);
    }

    [Fact]
    public void An_algorithm_may_make_calls_itself()
    {
        var adaptive = new Adaptive();
        bool isInside = false;
        adaptive.Options.Decide = _ =>
        {
            isInside.Should().BeFalse();
            isInside = true;
            adaptive.Call(20, 100);
            isInside = false;
            return new(1, "because");
        };
        adaptive.CallForAWindow();
        adaptive.Limit.Limit.Should().Be(11);
        adaptive.Windows.Should().HaveCount(1);
        adaptive.Options.Decide = static _ => new(1, "because");
        adaptive.Call(1, 100);
        adaptive.Windows.Should().HaveCount(2);
        adaptive.Windows[1].Calls.Should().Be(21);
    }

    [Fact]
    public void In_shadow_mode_it_decides_and_enforces_nothing()
    {
        var adaptive = new Adaptive(static options => options.ShadowMode = true);
        adaptive.CallForAWindow();
        adaptive.Limit.Resize(20);
        adaptive.Enforced.Should().BeEmpty();
        AdaptiveLimitSnapshot snapshot = adaptive.Limit.Snapshot();
        snapshot.Limit.Should().Be(20);
        snapshot.ShadowMode.Should().BeTrue();
        snapshot.Changes.Should().HaveCount(2);
    }

    [Fact]
    public void The_history_is_bounded()
    {
        var adaptive = new Adaptive(static options => options.HistoryLength = 3);
        for (int limit = 20; limit < 30; limit++)
            adaptive.Limit.Resize(limit);
        adaptive.Limit.Snapshot().Changes.Select(static change => change.To).Should().Equal(27, 28, 29);
        var forgetful = new Adaptive(static options => options.HistoryLength = 0);
        forgetful.Limit.Resize(20);
        forgetful.Limit.Snapshot().Changes.Should().BeEmpty();
    }

    [Fact]
    public void The_handler_is_told_of_each_change_and_cannot_harm_the_call()
    {
        var told = new List<string>();
        var adaptive = new Adaptive(options => options.OnChange = change =>
        {
            told.Add($"{change.From} → {change.To}");
            throw new InvalidOperationException("handler");
        });
        adaptive.CallForAWindow();
        adaptive.CallForAWindow();
        told.Should().Equal("10 → 11", "11 → 12");
    }

    [Fact]
    public void Without_options_of_their_own_the_bounds_are_the_minimum_and_the_fixed_limit()
    {
        var adaptive = new Adaptive(static options =>
        {
            options.Initial = null;
            options.Max = null;
        });
        adaptive.Limit.Limit.Should().Be(5);
        adaptive.Limit.Max.Should().Be(100);
    }

    [Fact]
    public void A_clock_that_breaks_costs_measurements_and_nothing_else()
    {
        var adaptive = new Adaptive();
        adaptive.Clock.Fault = new InvalidOperationException("clock");
        adaptive.Limit.Start().Should().Be(AdaptiveLimit.Unknown);
        adaptive.CallForAWindow();
        adaptive.Limit.Dropped(1);
        adaptive.Clock.Fault = null;
        long started = adaptive.Limit.Start();
        adaptive.Clock.Fault = new InvalidOperationException("clock");
        adaptive.Limit.Succeeded(started, 1);
        adaptive.Clock.Fault = null;
        adaptive.Limit.Succeeded(AdaptiveLimit.Unknown, 1);
        adaptive.Windows.Should().BeEmpty();
        adaptive.CallForAWindow();
        adaptive.Windows.Should().ContainSingle().Which.Calls.Should().Be(9);
    }

    [Fact]
    public void A_clock_that_is_put_back_costs_a_window_and_no_more()
    {
        var adaptive = new Adaptive();
        adaptive.Call(5, 100);
        adaptive.Clock.Now -= TimeSpan.FromHours(5);
        adaptive.Call(1, 100);
        adaptive.Call(9, 100);
        adaptive.Windows.Should().BeEmpty();
        adaptive.Call(1, 100);
        adaptive.Windows.Should().ContainSingle();
    }

    [Fact]
    public void A_call_in_flight_while_the_clock_is_put_back_is_not_measured()
    {
        var adaptive = new Adaptive();
        long started = adaptive.Limit.Start();
        adaptive.Clock.Now -= TimeSpan.FromHours(5);
        adaptive.Limit.Succeeded(started, 1);
        adaptive.CallForAWindow();
        adaptive.Windows.Should().ContainSingle().Which.Calls.Should().Be(10);
    }

    [Fact]
    public void A_clock_that_leaps_ahead_makes_calls_of_seventy_one_minutes_at_most()
    {
        var adaptive = new Adaptive();
        adaptive.Call(9, 1);
        adaptive.Call(1, TimeSpan.FromDays(10_000).TotalMilliseconds);
        adaptive.Windows.Should().ContainSingle().Which.AverageTime.TotalMinutes.Should().BeApproximately(7.16, 7.16 / 32);
    }
}
