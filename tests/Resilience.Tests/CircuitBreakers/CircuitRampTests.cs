namespace Resilience.CircuitBreakers;

public sealed class CircuitRampTests
{
    private double _dice;

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(3, 0.29, true)]
    [InlineData(3, 0.31, false)]
    [InlineData(9, 0.89, true)]
    [InlineData(9, 0.91, false)]
    [InlineData(10, 0.999, true)]
    public void After_closing_the_share_that_is_let_in_grows(double seconds, double dice, bool isLetIn)
    {
        Circuit circuit = Closing();
        circuit.Advance(seconds);
        _dice = dice;
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.TryEnter(out CircuitPermit permit, out _, out TimeSpan? retryAfter).Should().Be(isLetIn);
        retryAfter.Should().BeNull();
        permit.Dispose();
    }

    [Fact]
    public void Calls_that_began_on_the_ramp_count_after_it()
    {
        Circuit circuit = Closing();
        circuit.Advance(5);
        CircuitPermit early = circuit.Enter();
        circuit.Succeed();
        circuit.Advance(5);
        circuit.Succeed();
        early.Succeed();
        circuit.Breaker.Snapshot().Calls.Should().Be(3);
    }

    [Fact]
    public void A_failure_on_the_ramp_opens_the_circuit()
    {
        Circuit circuit = Closing();
        circuit.Advance(5);
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30), "it had been closed");
    }

    [Fact]
    public void A_hand_that_closes_lets_everything_in_at_once()
    {
        Circuit circuit = Closing();
        circuit.Breaker.Trip();
        circuit.Breaker.Reset();
        _dice = 0.999;
        circuit.Succeed();
        circuit.Breaker.Snapshot().Calls.Should().Be(1);
    }

    private Circuit Closing()
    {
        Circuit circuit = Circuit.Touchy(options =>
        {
            options.RampDuration = TimeSpan.FromSeconds(10);
            options.Randomizer = () => _dice;
        });
        circuit.Fail();
        circuit.Advance(30);
        circuit.Succeed();
        return circuit;
    }
}
