namespace Resilience.CircuitBreakers;

public sealed class CircuitNotificationTests
{
    [Fact]
    public void A_handler_that_closes_the_circuit_it_was_told_of_does_not_wait_for_itself()
    {
        // In a peer a handler of the opening that awaited the close hung when the close had a handler, too.
        CircuitBreaker? breaker = null;
        var told = new List<CircuitState>();
        Circuit circuit = Circuit.Touchy(options => options.OnTransition = async transition =>
        {
            told.Add(transition.To);
            if (transition.To == CircuitState.Open)
            {
                breaker!.Reset();
                await breaker.WaitForCloseAsync();
            }
        });
        breaker = circuit.Breaker;
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Closed);
        told.Should().Equal(CircuitState.Open, CircuitState.Closed);
    }

    [Fact]
    public async Task A_handler_that_takes_time_keeps_no_call_and_the_order_stays()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told = new List<CircuitState>();
        Circuit circuit = Circuit.Touchy(options => options.OnTransition = async transition =>
        {
            await gate.Task;
            told.Add(transition.To);
            if (told.Count == 3)
                all.SetResult();
        });
        circuit.Fail();
        circuit.Advance(30);
        circuit.Succeed();
        circuit.State.Should().Be(CircuitState.Closed);
        told.Should().BeEmpty();
        gate.SetResult();
        await all.Task;
        told.Should().Equal(CircuitState.Open, CircuitState.HalfOpen, CircuitState.Closed);
    }

    [Fact]
    public void A_handler_that_throws_harms_nobody()
    {
        Circuit circuit = Circuit.Touchy(options => options.OnTransition = _ => throw new TestException());
        circuit.Breaker.Subscribe(_ => throw new TestException());
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
        circuit.Transitions.Should().ContainSingle();
    }

    [Fact]
    public void A_subscription_ends()
    {
        Circuit circuit = Circuit.Touchy();
        int told = 0;
        IDisposable subscription = circuit.Breaker.Subscribe(_ => told++);
        circuit.Fail();
        subscription.Dispose();
        circuit.Breaker.Reset();
        told.Should().Be(1);
    }

    [Fact]
    public void A_transition_says_what_happened()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        CircuitTransition transition = circuit.Transitions.Should().ContainSingle().Subject;
        transition.Should().Be(new CircuitTransition(
            "circuit", CircuitState.Closed, CircuitState.Open, CircuitTransitionReason.ConsecutiveFailures,
            circuit.Clock.GetUtcNow(), 2, TimeSpan.FromSeconds(30)));
        transition.ToString().Should().Be("closed → open for 30 s (failures in a row)");
        circuit.Breaker.Isolate("me");
        circuit.Transitions[^1].ToString().Should().Be("open → isolated (isolated by me)");
    }

    [Fact]
    public void The_history_is_bounded_and_in_order()
    {
        Circuit circuit = Circuit.Touchy(static options => options.HistoryLength = 3);
        for (int i = 0; i < 3; i++)
        {
            circuit.Breaker.Trip();
            circuit.Breaker.Reset();
        }

        circuit.Breaker.Snapshot().History.Should().Equal(circuit.Transitions[^3..]);
    }
}
