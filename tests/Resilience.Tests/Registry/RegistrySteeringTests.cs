namespace Resilience.Registry;

public sealed class RegistrySteeringTests : IDisposable
{
    private readonly ResilienceRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void Health_says_which_circuits_refuse_calls()
    {
        _registry.GetOrAdd("fine");
        _registry.GetOrAdd("none", ResiliencePreset.Http, static options => options.CircuitBreaker = null);
        _registry.GetHealth().Should().Match<RegistryHealth>(static health =>
            health.IsHealthy && health.TotalCircuits == 1 && health.TotalOperations == 2);

        _registry.CircuitBreakers.GetOrAdd("shared", static _ => new()).Trip();
        using IDisposable hold = _registry.GetOrAdd("held").Isolate("test");

        RegistryHealth health = _registry.GetHealth();
        health.IsHealthy.Should().BeFalse();
        health.OpenCircuits.Should().Equal("shared");
        health.IsolatedCircuits.Should().Equal("held");
        health.HalfOpenCircuits.Should().BeEmpty();
        health.TotalCircuits.Should().Be(3);
    }

    [Fact]
    public void A_shared_circuit_is_listed_once_under_its_own_name()
    {
        CircuitBreaker shared = _registry.CircuitBreakers.GetOrAdd("shared", static _ => new());
        _registry.GetOrAdd("a", ResiliencePreset.Http, options => options.SharedCircuitBreaker = shared);
        _registry.GetOrAdd("b", ResiliencePreset.Http, options => options.SharedCircuitBreaker = shared);
        shared.Trip();

        RegistryHealth health = _registry.GetHealth();

        (health.TotalCircuits, health.TotalOperations).Should().Be((1, 2));
        health.OpenCircuits.Should().Equal("shared");
    }

    [Fact]
    public void Circuits_are_reset_by_the_name_of_operation_or_breaker()
    {
        CircuitBreaker breaker = _registry.CircuitBreakers.GetOrAdd("b", static _ => new());
        ResilienceOperation operation = _registry.GetOrAdd("o");
        breaker.Trip();
        foreach (CircuitBreaker own in operation.Breakers)
            own.Trip();

        (_registry.Reset("b"), _registry.Reset("o"), _registry.Reset("nobody")).Should().Be((true, true, false));

        _registry.GetHealth().IsHealthy.Should().BeTrue();
    }

    [Fact]
    public async Task Circuits_are_held_by_the_name_of_operation_and_breaker()
    {
        CircuitBreaker breaker = _registry.CircuitBreakers.GetOrAdd("x", static _ => new());
        ResiliencePipeline pipeline = _registry.GetPipeline("x");

        using (_registry.Isolate("x", "test"))
        {
            breaker.State.Should().Be(CircuitState.Isolated);
            (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Code.Should().Be("rejected.circuit_isolated");
        }

        breaker.State.Should().Be(CircuitState.Closed);
        (await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public void What_has_no_circuit_cannot_be_held()
    {
        _registry.GetOrAdd("none", ResiliencePreset.Http, static options => options.CircuitBreaker = null);

        FluentActions.Invoking(() => _registry.Isolate("none", "test")).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => _registry.Isolate("nobody", "test")).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => _registry.GetOrAdd("x").Isolate(" ")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_snapshot_holds_everything_by_name()
    {
        _registry.GetOrAdd("b");
        _registry.GetOrAdd("a");
        _registry.CircuitBreakers.GetOrAdd("breaker", static name => new(new() { Name = name }));
        _registry.Bulkheads.GetOrAdd("bulkhead", static _ => new());
        _registry.RateLimits.GetOrAdd("limit", static _ => new SlidingWindow());
        _registry.Families.GetOrAdd("hosts", static name => KeyedFamily.CircuitBreakers<string>(name));

        RegistrySnapshot snapshot = _registry.Snapshot();

        snapshot.Operations.Select(static operation => operation.Name).Should().Equal("a", "b");
        snapshot.CircuitBreakers.Keys.Should().Equal("breaker");
        snapshot.Bulkheads.Keys.Should().Equal("bulkhead");
        snapshot.RateLimits.Keys.Should().Equal("limit");
        snapshot.Families["hosts"].Capacity.Should().Be(10_000);
        _registry.Bulkheads.Should().ContainSingle().Which.Key.Should().Be("bulkhead");
    }
}
