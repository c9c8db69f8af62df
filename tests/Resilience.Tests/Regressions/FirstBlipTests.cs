using Resilience.CircuitBreakers;

namespace Resilience.Regressions;

/// <summary>Circuits that opened at the first failure, because no minimum was set (peers, f).</summary>
public sealed class FirstBlipTests
{
    [Fact]
    public void No_circuit_opens_by_default_before_twenty_calls()
    {
        var circuit = new Circuit();

        circuit.Fail(19);
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail();

        circuit.State.Should().Be(CircuitState.Open);
    }

    [Fact]
    public void No_circuit_opens_by_default_at_one_failure_after_a_pause()
    {
        var circuit = new Circuit();
        circuit.Succeed(1_000);
        circuit.Advance(3_600);

        circuit.Fail();

        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void No_minimum_of_nothing_is_accepted(int minimum)
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder().AddCircuitBreaker(new() { MinimumCalls = minimum });

        builder.Invoking(static it => it.Build()).Should().Throw<InvalidPipelineException>().WithMessage("*MinimumCalls*");
    }
}
