namespace Resilience.CircuitBreakers;

public sealed class CircuitThresholdTests
{
    [Theory]
    [InlineData(0.5, 10, 10, true)]
    [InlineData(0.5, 11, 9, false)]
    [InlineData(0.1, 18, 2, true)]
    [InlineData(0.1, 19, 1, false)]
    [InlineData(1.0, 0, 20, true)]
    [InlineData(1.0, 1, 20, false)]
    [InlineData(0.29, 71, 29, true)]
    [InlineData(0.29, 72, 28, false)]
    public void It_opens_when_the_share_of_failures_reaches_the_ratio(double ratio, int successes, int failures, bool opens)
    {
        var circuit = new Circuit(options => options.FailureRatio = ratio);
        circuit.Succeed(successes);
        circuit.Fail(failures);
        circuit.State.Should().Be(opens ? CircuitState.Open : CircuitState.Closed);
    }

    [Fact]
    public void Below_the_minimum_nothing_opens_it()
    {
        var circuit = new Circuit();
        circuit.Fail(19);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
        circuit.Transitions.Should().ContainSingle().Which.Reason.Should().Be(CircuitTransitionReason.FailureRatio);
    }

    [Fact]
    public void A_success_that_brings_the_minimum_opens_it_if_the_ratio_is_reached()
    {
        var circuit = new Circuit();
        circuit.Fail(10);
        circuit.Succeed(9);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Succeed();
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void A_success_beyond_the_minimum_opens_nothing()
    {
        var circuit = new Circuit();
        circuit.Fail(9);
        circuit.Succeed(30);
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void The_first_failure_after_a_pause_does_not_open_it()
    {
        // A minimum of 0 or 1 is what elsewhere trips a breaker on the first blip of a quiet night.
        var circuit = new Circuit();
        circuit.Advance(3600);
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void Failures_leave_the_window()
    {
        var circuit = new Circuit();
        circuit.Fail(15);
        circuit.Advance(10);
        circuit.Fail(19);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().Calls.Should().Be(19);
    }

    [Fact]
    public void A_bucket_leaves_when_the_window_has_passed_since_it_began()
    {
        var circuit = new Circuit();
        circuit.Advance(0.5);
        circuit.Fail(3);
        circuit.Advance(9.4);
        circuit.Breaker.Snapshot().Failures.Should().Be(3);
        circuit.Advance(0.1);
        circuit.Breaker.Snapshot().Failures.Should().Be(0);
    }

    [Fact]
    public void Successes_count_at_the_time_they_came_in_though_nobody_looked()
    {
        var circuit = new Circuit();
        circuit.Succeed(5);
        circuit.Advance(9);
        circuit.Succeed(2);
        circuit.Breaker.Snapshot().Calls.Should().Be(7);
        circuit.Advance(1);
        circuit.Breaker.Snapshot().Calls.Should().Be(2);
    }

    [Fact]
    public void A_window_without_calls_has_ratio_zero()
    {
        CircuitBreakerSnapshot snapshot = new Circuit().Breaker.Snapshot();
        snapshot.FailureRatio.Should().Be(0);
        snapshot.SlowCallRatio.Should().Be(0);
    }

    [Fact]
    public void Failures_in_a_row_open_it_without_any_minimum()
    {
        var circuit = new Circuit(options => options.ConsecutiveFailures = 3);
        circuit.Fail(2);
        circuit.Succeed();
        circuit.Fail(2);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail();
        circuit.Transitions.Should().ContainSingle().Which.Reason.Should().Be(CircuitTransitionReason.ConsecutiveFailures);
    }

    [Fact]
    public void Failures_in_a_row_may_be_far_apart()
    {
        var circuit = new Circuit(options => options.ConsecutiveFailures = 3);
        for (int i = 0; i < 3; i++)
        {
            circuit.Advance(3600);
            circuit.Fail();
        }

        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void What_counts_for_nothing_does_not_end_a_row()
    {
        var circuit = new Circuit(options => options.ConsecutiveFailures = 2);
        circuit.Fail();
        circuit.Enter().Dispose();
        circuit.Fail(failure: new(FailureCause.Validation, FailureDisposition.Permanent));
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void Without_any_threshold_only_a_hand_opens_it()
    {
        var circuit = new Circuit(options => options.FailureRatio = null);
        circuit.Fail(1000);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Trip();
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void A_failure_that_is_unavailable_counts_as_one()
    {
        var circuit = new Circuit(options => options.MinimumCalls = 2);
        circuit.Fail(failure: new(FailureCause.Unknown, FailureDisposition.Unavailable, TimeSpan.FromHours(1)));
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().Failures.Should().Be(1);
    }
}
