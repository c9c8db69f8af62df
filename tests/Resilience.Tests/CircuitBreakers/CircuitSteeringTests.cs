namespace Resilience.CircuitBreakers;

public sealed class CircuitSteeringTests
{
    [Fact]
    public void While_anybody_holds_it_calls_are_refused_as_isolated()
    {
        var circuit = new Circuit();
        IDisposable first = circuit.Breaker.Isolate("deployment");
        IDisposable second = circuit.Breaker.Isolate("incident 7");
        circuit.ShouldRefuse(RejectionReason.CircuitIsolated).Should().BeNull();
        circuit.Breaker.Snapshot().Holders.Should().Equal("deployment", "incident 7");
        first.Dispose();
        first.Dispose();
        circuit.ShouldRefuse(RejectionReason.CircuitIsolated);
        second.Dispose();
        circuit.Succeed();
        circuit.Breaker.Snapshot().RejectedIsolated.Should().Be(2);
        circuit.Transitions.Select(static t => (t.To, t.Reason, t.Holder)).Should().Equal(
            (CircuitState.Isolated, CircuitTransitionReason.Isolated, "deployment"),
            (CircuitState.Closed, CircuitTransitionReason.Released, "incident 7"));
    }

    [Fact]
    public void Reset_lifts_no_hold()
    {
        var circuit = new Circuit();
        IDisposable hold = circuit.Breaker.Isolate("me");
        circuit.Breaker.Reset();
        circuit.State.Should().Be(CircuitState.Isolated);
        hold.Dispose();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void A_hold_asks_nobody_for_the_length_of_a_break()
    {
        int asked = 0;
        var circuit = new Circuit(options => options.BreakDurationGenerator = _ =>
        {
            asked++;
            return TimeSpan.FromSeconds(7);
        });
        circuit.Breaker.Isolate("me").Dispose();
        asked.Should().Be(0);
        circuit.Transitions.Should().OnlyContain(static transition => transition.BreakDuration == null);
    }

    [Fact]
    public void An_open_circuit_is_open_again_after_a_hold()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        IDisposable hold = circuit.Breaker.Isolate("me");
        circuit.Advance(10);
        hold.Dispose();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_half_open_circuit_probes_anew_after_a_hold()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        circuit.Advance(30);
        CircuitPermit stale = circuit.Enter();
        IDisposable hold = circuit.Breaker.Isolate("me");
        stale.Succeed();
        circuit.State.Should().Be(CircuitState.Isolated);
        hold.Dispose();
        circuit.Succeed();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void What_is_steered_during_a_hold_shows_after_it()
    {
        var circuit = new Circuit();
        IDisposable hold = circuit.Breaker.Isolate("me");
        circuit.Breaker.Trip(TimeSpan.FromSeconds(9));
        circuit.Advance(4);
        hold.Dispose();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(5));

        hold = circuit.Breaker.Isolate("me");
        circuit.Breaker.Reset();
        hold.Dispose();
        circuit.State.Should().Be(CircuitState.Closed);

        hold = circuit.Breaker.Isolate("me");
        circuit.Breaker.Disable();
        hold.Dispose();
        circuit.State.Should().Be(CircuitState.Disabled);
    }

    [Fact]
    public void Late_results_count_for_nothing_while_it_is_held_or_open()
    {
        Circuit circuit = Circuit.Touchy();
        CircuitPermit success = circuit.Enter();
        CircuitPermit failure = circuit.Enter();
        using IDisposable hold = circuit.Breaker.Isolate("me");
        success.Succeed();
        failure.Fail(Circuit.Transient);
        circuit.Transitions.Should().ContainSingle();
    }

    [Fact]
    public void A_hand_opens_it_for_the_break_whose_turn_it_is()
    {
        var circuit = new Circuit();
        circuit.Breaker.Trip();
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(30));
        circuit.Breaker.Trip(TimeSpan.FromSeconds(3));
        circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(3));
        circuit.Advance(3);
        circuit.Succeed();
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public void A_hand_cannot_open_it_for_less_than_no_time()
    {
        Action trip = () => new Circuit().Breaker.Trip(TimeSpan.FromTicks(-1));
        trip.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Reset_closes_it_and_forgets()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        circuit.Breaker.Reset();
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Breaker.Snapshot().Failures.Should().Be(0);

        var closed = new Circuit();
        closed.Fail(19);
        CircuitPermit late = closed.Enter();
        closed.Breaker.Reset();
        late.Fail(Circuit.Transient);
        closed.Fail(19);
        closed.State.Should().Be(CircuitState.Closed);
        closed.Transitions.Should().BeEmpty();
    }

    [Fact]
    public void Disabled_it_lets_everything_through_and_counts_nothing()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Breaker.Disable();
        circuit.Fail(10);
        circuit.Breaker.Trip();
        circuit.Breaker.Reset();
        circuit.State.Should().Be(CircuitState.Disabled);
        circuit.Breaker.Snapshot().Calls.Should().Be(0);
        circuit.Breaker.Enable();
        circuit.State.Should().Be(CircuitState.Closed);
        circuit.Fail();
        circuit.State.Should().Be(CircuitState.Open);
        circuit.Breaker.Enable();
        circuit.State.Should().Be(CircuitState.Open, "it was neither disabled nor measuring");
    }

    [Fact]
    public void Measuring_only_it_counts_and_never_opens()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Breaker.UseMetricsOnly();
        circuit.Fail(3);
        circuit.Succeed(5);
        circuit.Breaker.Snapshot().Failures.Should().Be(3);
        circuit.Breaker.Snapshot().Calls.Should().Be(8);
        circuit.State.Should().Be(CircuitState.MetricsOnly);
        circuit.Breaker.Enable();
        circuit.Breaker.Snapshot().Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_wait_for_the_close_ends_with_it()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Breaker.WaitForCloseAsync(TestContext.Current.CancellationToken).IsCompletedSuccessfully.Should().BeTrue();
        circuit.Fail();
        Task wait = circuit.Breaker.WaitForCloseAsync(TestContext.Current.CancellationToken);
        circuit.Advance(30);
        wait.IsCompleted.Should().BeFalse();
        circuit.Succeed();
        await wait;
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public async Task A_wait_for_the_close_can_be_cancelled()
    {
        Circuit circuit = Circuit.Touchy();
        circuit.Fail();
        using var source = new CancellationTokenSource();
        Task wait = circuit.Breaker.WaitForCloseAsync(source.Token);
        await source.CancelAsync();
        await wait.Awaiting(static task => task).Should().ThrowAsync<OperationCanceledException>();
    }
}
