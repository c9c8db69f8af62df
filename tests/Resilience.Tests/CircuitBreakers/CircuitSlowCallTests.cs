namespace Resilience.CircuitBreakers;

public sealed class CircuitSlowCallTests
{
    [Fact]
    public void It_opens_when_the_share_of_slow_calls_reaches_the_ratio()
    {
        Circuit circuit = Slow(ratio: 0.5);
        circuit.Succeed(2);
        circuit.Take(1);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Take(1);
        circuit.Transitions.Should().ContainSingle().Which.Reason.Should().Be(CircuitTransitionReason.SlowCallRatio);
    }

    [Fact]
    public void A_call_is_slow_from_the_threshold_on()
    {
        Circuit circuit = Slow(minimum: 100);
        circuit.Take(0.999);
        circuit.Breaker.Snapshot().SlowCalls.Should().Be(0);
        circuit.Take(1);
        circuit.Breaker.Snapshot().SlowCalls.Should().Be(1);
    }

    [Fact]
    public void Calls_that_still_run_count_once_they_are_slow()
    {
        Circuit circuit = Slow();
        for (int i = 0; i < 4; i++)
            circuit.Enter();
        circuit.Advance(2);
        circuit.ShouldRefuse();
        circuit.Transitions.Should().ContainSingle().Which.Reason.Should().Be(CircuitTransitionReason.SlowCallRatio);
    }

    [Fact]
    public void A_call_that_has_counted_while_it_ran_counts_once()
    {
        Circuit circuit = Slow(minimum: 100);
        CircuitPermit success = circuit.Enter();
        CircuitPermit failure = circuit.Enter();
        CircuitPermit cancelled = circuit.Enter();
        circuit.Advance(2);
        circuit.Succeed();
        CircuitBreakerSnapshot running = circuit.Breaker.Snapshot();
        (running.Calls, running.SlowCalls, running.RunningSlowCalls).Should().Be((4, 3, 3));
        success.Succeed();
        failure.Fail(Circuit.Transient);
        cancelled.Dispose();
        CircuitBreakerSnapshot ended = circuit.Breaker.Snapshot();
        (ended.Calls, ended.SlowCalls, ended.RunningSlowCalls, ended.Failures).Should().Be((3, 2, 0, 1));
    }

    [Fact]
    public void Calls_that_ended_in_time_never_count_as_slow()
    {
        Circuit circuit = Slow(minimum: 1000);
        for (int i = 0; i < 200; i++)
        {
            CircuitPermit permit = circuit.Enter();
            circuit.Advance(0.013 * (i % 7));
            permit.Succeed();
        }

        circuit.Advance(3);
        circuit.Succeed();
        CircuitBreakerSnapshot snapshot = circuit.Breaker.Snapshot();
        snapshot.SlowCalls.Should().Be(0);
        snapshot.RunningSlowCalls.Should().Be(0);
    }

    [Fact]
    public void Calls_of_an_older_generation_count_no_more()
    {
        Circuit circuit = Slow(minimum: 2);
        CircuitPermit old = circuit.Enter();
        circuit.Breaker.Reset();
        circuit.Advance(5);
        circuit.Succeed(2);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().RunningSlowCalls.Should().Be(0);
        old.Succeed();
        circuit.Breaker.Snapshot().Calls.Should().Be(2);
    }

    [Fact]
    public void A_pause_of_days_loses_no_running_call()
    {
        Circuit circuit = Slow(minimum: 100);
        CircuitPermit old = circuit.Enter();
        circuit.Advance(3 * 24 * 3600);
        circuit.Succeed();
        circuit.Breaker.Snapshot().RunningSlowCalls.Should().Be(1);
        old.Succeed();
        circuit.Breaker.Snapshot().RunningSlowCalls.Should().Be(0);
        circuit.Breaker.Snapshot().SlowCalls.Should().Be(1);
    }

    [Fact]
    public void Failures_and_slow_calls_are_counted_apart()
    {
        Circuit circuit = Slow(minimum: 100);
        CircuitPermit permit = circuit.Enter();
        circuit.Advance(1);
        permit.Fail(Circuit.Transient);
        circuit.Fail();
        CircuitBreakerSnapshot snapshot = circuit.Breaker.Snapshot();
        (snapshot.Calls, snapshot.Failures, snapshot.SlowCalls).Should().Be((2, 2, 1));
    }

    [Fact]
    public void A_threshold_of_a_few_ticks_of_the_clock_works()
    {
        var clock = new Timing.HandClock(frequency: 1000);
        var breaker = new CircuitBreaker(
            new() { SlowCallThreshold = TimeSpan.FromMilliseconds(3), MinimumCalls = 1, FailureRatio = null }, clock);
        breaker.TryEnter(out _);
        clock.Now += 4;
        breaker.TryEnter(out _).Should().BeFalse();
        breaker.State.Should().Be(CircuitState.Open);
    }

    private static Circuit Slow(double ratio = 1, int minimum = 4) => new(options =>
    {
        options.SlowCallThreshold = TimeSpan.FromSeconds(1);
        options.SlowCallRatio = ratio;
        options.MinimumCalls = minimum;
        options.Window = CircuitWindow.Time(TimeSpan.FromMinutes(1));
    });
}
