namespace Resilience.CircuitBreakers;

public sealed class CircuitCountWindowTests
{
    [Fact]
    public void The_ratio_is_that_of_the_last_calls()
    {
        var circuit = new Circuit(static options => options.Window = CircuitWindow.Count(20));
        circuit.Fail(5);
        circuit.Succeed(20);
        circuit.Fail(9);
        circuit.State.Should().Be(CircuitState.Closed);
        CircuitBreakerSnapshot snapshot = circuit.Breaker.Snapshot();
        (snapshot.Calls, snapshot.Failures).Should().Be((20, 9));
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void Calls_do_not_leave_with_time()
    {
        var circuit = new Circuit(static options => options.Window = CircuitWindow.Count(20));
        circuit.Fail(19);
        circuit.Advance(86400);
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void A_minimum_beyond_the_window_is_the_window()
    {
        var circuit = new Circuit(static options => options.Window = CircuitWindow.Count(5));
        circuit.Fail(4);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void More_successes_than_the_window_holds_push_everything_out()
    {
        var circuit = new Circuit(static options => options.Window = CircuitWindow.Count(5));
        circuit.Fail(2);
        circuit.Succeed(1_000);
        circuit.Fail(2);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().Failures.Should().Be(2);
    }
}
