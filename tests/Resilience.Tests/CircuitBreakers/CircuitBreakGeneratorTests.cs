namespace Resilience.CircuitBreakers;

public sealed class CircuitBreakGeneratorTests
{
    [Fact]
    public void A_generator_decides_how_long_a_break_is()
    {
        var asked = new List<CircuitBreakArguments>();
        Circuit circuit = Circuit.Touchy(options => options.BreakDurationGenerator = arguments =>
        {
            asked.Add(arguments);
            return TimeSpan.FromSeconds(7 + arguments.Reopens);
        });
        circuit.Fail();
        for (int i = 0; i < 3; i++)
        {
            circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(7 + i));
            circuit.Advance(7 + i);
            circuit.Fail();
        }

        circuit.Advance(10);
        circuit.Succeed();
        circuit.Fail();
        asked.Select(static arguments => arguments.Reopens).Should().Equal(0, 1, 2, 3, 0);
        asked[1].Reason.Should().Be(CircuitTransitionReason.ProbeFailed);
        asked[1].Computed.Should().Be(TimeSpan.FromMinutes(1));
        circuit.Transitions[0].BreakDuration.Should().Be(TimeSpan.FromSeconds(7));
        circuit.Breaker.Snapshot().History[0].BreakDuration.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void A_generator_with_nothing_to_say_leaves_it_to_the_options()
    {
        TimeSpan? answer = null;
        Circuit circuit = Circuit.Touchy(options => options.BreakDurationGenerator = _ => answer);
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
        answer = TimeSpan.FromSeconds(-1);
        circuit.Advance(30);
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_generator_that_throws_leaves_it_to_the_options()
    {
        Circuit circuit = Circuit.Touchy(options => options.BreakDurationGenerator = _ => throw new TestException());
        circuit.Fail();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
        circuit.Transitions.Should().ContainSingle();
    }

    [Fact]
    public void A_generator_may_steer_and_the_order_of_what_is_told_stays()
    {
        CircuitBreaker? breaker = null;
        Circuit circuit = Circuit.Touchy(options => options.BreakDurationGenerator = _ =>
        {
            breaker!.State.Should().Be(CircuitState.Open, "the circuit is open while the user thinks");
            breaker.Reset();
            return TimeSpan.FromSeconds(7);
        });
        breaker = circuit.Breaker;
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Transitions.Select(static transition => transition.To).Should().Equal(CircuitState.Open, CircuitState.Closed);
        circuit.Succeed();
    }

    [Fact]
    public void A_hand_that_opens_asks_nobody()
    {
        var circuit = new Circuit(options => options.BreakDurationGenerator = _ => TimeSpan.FromSeconds(7));
        circuit.Breaker.Trip();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
    }
}
