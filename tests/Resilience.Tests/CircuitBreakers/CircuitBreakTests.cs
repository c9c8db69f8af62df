namespace Resilience.CircuitBreakers;

public sealed class CircuitBreakTests
{
    private static readonly Failure _busy = new(FailureCause.RateLimit, FailureDisposition.Transient, TimeSpan.FromMinutes(2));

    [Fact]
    public void While_it_is_open_calls_are_refused_and_told_what_is_left()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
        circuit.Advance(29);
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(1));
        circuit.Breaker.Snapshot().RejectedOpen.Should().Be(2);
    }

    [Fact]
    public void After_the_break_the_first_call_is_a_probe_and_the_second_is_refused()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        circuit.Advance(30);
        circuit.State.Should().Be(CircuitState.Open, "nobody has called");
        CircuitPermit probe = circuit.Enter();
        circuit.State.Should().Be(CircuitState.HalfOpen);
        circuit.ShouldRefuse().Should().BeNull();
        probe.Succeed();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void The_break_grows_each_time_half_open_fails_and_begins_anew_after_a_close()
    {
        Circuit circuit = Circuit.Touchy();
        double[] breaks = [30, 60, 120, 240, 300, 300];
        foreach (double seconds in breaks)
        {
            circuit.Fail();
            circuit.Transitions[^1].BreakDuration.Should().Be(TimeSpan.FromSeconds(seconds));
            circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(seconds));
            circuit.Advance(seconds);
        }

        circuit.Succeed();
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_longest_break_below_the_first_one_changes_nothing()
    {
        Circuit circuit = Circuit.Touchy(options => options.BreakDuration = TimeSpan.FromMinutes(20));
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void A_break_longer_than_time_itself_does_not_overflow()
    {
        Circuit circuit = Circuit.Touchy(options =>
        {
            options.BreakDuration = TimeSpan.FromDays(49);
            options.BreakMultiplier = 100;
            options.MaxBreakDuration = TimeSpan.FromDays(49);
        });
        for (int i = 0; i < 200; i++)
        {
            circuit.Fail();
            circuit.Advance(TimeSpan.FromDays(49).TotalSeconds);
        }

        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromDays(49));
    }

    [Fact]
    public void A_hint_lengthens_the_break()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail(failure: _busy);
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_hint_never_shortens_the_break()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail(failure: _busy with { RetryAfter = TimeSpan.FromSeconds(1) });
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_hint_is_believed_up_to_its_cap()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail(failure: _busy with { RetryAfter = TimeSpan.FromHours(9) });
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void A_hint_of_a_failure_that_is_neither_unavailable_nor_about_a_rate_says_nothing()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail(failure: Circuit.Transient with { RetryAfter = TimeSpan.FromMinutes(2) });
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_hint_of_a_failed_probe_lengthens_the_next_break()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        circuit.Advance(30);
        circuit.Fail(failure: new(FailureCause.Unknown, FailureDisposition.Unavailable, TimeSpan.FromMinutes(3)));
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public void A_hint_of_an_earlier_failure_is_forgotten()
    {
        var circuit = new Circuit(options => options.MinimumCalls = 2);
        circuit.Fail(failure: _busy);
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_step_of_the_wall_clock_changes_no_break()
    {
        // An hour back kept a break of five seconds open for half an hour in a peer.
        var clock = new SteppingClock();
        var breaker = new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromSeconds(5)), clock);
        breaker.TryEnter(out CircuitPermit permit);
        permit.Fail(Circuit.Transient);
        clock.Wall -= TimeSpan.FromHours(1);
        clock.Monotonic += TimeSpan.FromSeconds(5);
        breaker.TryEnter(out CircuitPermit probe).Should().BeTrue();
        probe.Dispose();

        clock.Wall += TimeSpan.FromDays(400);
        breaker.State.Should().Be(CircuitState.HalfOpen);
        breaker.Snapshot().LastFailure.Should().Be(clock.Wall - TimeSpan.FromSeconds(5));
    }
}
