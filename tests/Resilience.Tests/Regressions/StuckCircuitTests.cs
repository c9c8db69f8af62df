using Resilience.CircuitBreakers;

namespace Resilience.Regressions;

/// <summary>Circuits that stayed half-open for ever, closed without proof, or moved by what came too late (peers, a and k; Polly, 2 to 5).</summary>
public sealed class StuckCircuitTests
{
    private readonly Circuit _circuit = Circuit.Touchy(static options => options.BreakDuration = TimeSpan.FromSeconds(5));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory] // 2
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_circuit_stays_half_open_because_a_predicate_threw_on_the_probe(bool byFilter)
    {
        bool throws = true;
        Circuit circuit = Circuit.Touchy(options =>
        {
            options.BreakDuration = TimeSpan.FromSeconds(5);
            if (byFilter)
                options.Handle = FailureFilter.When(_ => throws ? throw new TestException("predicate") : true);
        });
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = circuit.Clock }
            .AddCircuitBreaker(circuit.Breaker, _ => throws && !byFilter ? throw new TestException("predicate") : false)
            .Build();
        circuit.Breaker.Trip();
        circuit.Advance(5);

        Outcome<int> probe = await pipeline.ExecuteOutcomeAsync(
            _ => byFilter ? ValueTask.FromException<int>(new IOException()) : new(1), Token);
        throws = false;
        circuit.Breaker.Snapshot().ProbesOut.Should().Be(0);
        circuit.State.Should().Be(CircuitState.HalfOpen, "the probe proved nothing");
        Outcome<int> next = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(2), Token);

        probe.IsFailure.Should().BeTrue();
        next.Result.Should().Be(2);
        circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact] // 3, k
    public void No_circuit_stays_half_open_because_a_probe_hangs()
    {
        _circuit.Breaker.Trip();
        _circuit.Advance(5);
        CircuitPermit hung = _circuit.Enter();
        _circuit.ShouldRefuse();

        _circuit.Advance(5);
        _circuit.ShouldRefuse().Should().Be(TimeSpan.FromSeconds(10), "it has opened again, for twice the break");
        _circuit.Advance(10);
        CircuitPermit probe = _circuit.Enter();
        hung.Succeed();
        _circuit.State.Should().Be(CircuitState.HalfOpen);
        probe.Succeed();

        _circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact] // k
    public void No_circuit_waits_for_ever_in_half_open_by_default()
    {
        var circuit = new Circuit();
        circuit.Breaker.Trip();
        circuit.Advance(30);
        circuit.Enter();

        circuit.Advance(30);
        circuit.ShouldRefuse();

        circuit.Transitions.Select(static it => it.Reason).Should().Equal(
            CircuitTransitionReason.Tripped, CircuitTransitionReason.BreakElapsed, CircuitTransitionReason.ProbeTimeout);
    }

    [Fact] // 4
    public async Task No_circuit_closes_because_the_caller_cancelled_the_probe()
    {
        using var caller = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _circuit.Clock }
            .AddCircuitBreaker(_circuit.Breaker).Build();
        _circuit.Breaker.Trip();
        _circuit.Advance(5);

        Outcome<int> probe = await pipeline.ExecuteOutcomeAsync<int>(async token =>
        {
            await caller.CancelAsync();
            throw new OperationCanceledException(token);
        }, caller.Token);

        probe.IsCancelled.Should().BeTrue();
        _circuit.State.Should().Be(CircuitState.HalfOpen);
        _circuit.Succeed();
        _circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact] // 5
    public void No_circuit_closes_by_a_success_from_before_it_opened()
    {
        CircuitPermit old = _circuit.Enter();
        _circuit.Fail();
        _circuit.Advance(5);
        CircuitPermit probe = _circuit.Enter();

        old.Succeed();
        _circuit.State.Should().Be(CircuitState.HalfOpen);
        probe.Succeed();

        _circuit.State.Should().Be(CircuitState.Closed);
    }

    [Fact] // 5
    public void No_probe_is_ignored_because_of_a_failure_from_before_the_circuit_opened()
    {
        CircuitPermit old = _circuit.Enter();
        _circuit.Fail();
        _circuit.Advance(5);
        CircuitPermit probe = _circuit.Enter();

        old.Fail(Circuit.Transient);
        _circuit.State.Should().Be(CircuitState.HalfOpen);
        probe.Succeed();

        _circuit.State.Should().Be(CircuitState.Closed);
        _circuit.Transitions.Should().HaveCount(3);
    }

    [Theory] // a
    [InlineData("cancelled")]
    [InlineData("ignored")]
    [InlineData("forgotten")]
    [InlineData("released twice")]
    public void No_probe_is_lost_however_its_call_ended(string ending)
    {
        _circuit.Breaker.Trip();
        _circuit.Advance(5);

        for (int i = 0; i < 10; i++)
        {
            CircuitPermit probe = _circuit.Enter();
            if (ending == "ignored")
                probe.Fail(new Failure(FailureCause.Validation, FailureDisposition.Permanent));
            if (ending == "released twice")
                probe.Dispose();
            probe.Dispose();
        }

        _circuit.Breaker.Snapshot().ProbesOut.Should().Be(0);
        CircuitPermit only = _circuit.Enter();
        _circuit.ShouldRefuse();
        only.Succeed();
        _circuit.State.Should().Be(CircuitState.Closed);
    }
}
