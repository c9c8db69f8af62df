using Microsoft.Extensions.Time.Testing;

namespace Resilience.Health;

public sealed class HealthProbesTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, HealthState.Degraded)]
    [InlineData(true, HealthState.Unhealthy)]
    public async Task An_open_circuit_is_unhealthy_only_where_it_is_critical(bool critical, HealthState expected)
    {
        var breaker = new CircuitBreaker(new() { Name = "payments" }, _clock);
        HealthProbe probe = HealthProbes.For(breaker, critical);
        Assert.Equal(("payments", critical), (probe.Name, probe.Critical));
        Assert.Equal(HealthState.Healthy, (await probe.Check(Token)).State);

        IDisposable hold = breaker.Isolate("ops");
        HealthVerdict isolated = await probe.Check(Token);
        Assert.Equal((expected, ErrorCodes.CircuitIsolated), (isolated.State, isolated.Code));
        Assert.Contains("ops", isolated.Description, StringComparison.Ordinal);
        hold.Dispose();

        breaker.Trip();
        HealthVerdict open = await probe.Check(Token);
        Assert.Equal((expected, ErrorCodes.CircuitOpen), (open.State, open.Code));
        Assert.Equal(0L, open.Data["failures"]);

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(breaker.TryEnter(out CircuitPermit permit));
        HealthVerdict halfOpen = await probe.Check(Token);
        Assert.Equal((HealthState.Degraded, CircuitState.HalfOpen), (halfOpen.State, breaker.State));
        permit.Dispose();
    }

    [Fact]
    public async Task A_bulkhead_is_degraded_while_it_refuses_calls()
    {
        var bulkhead = new Bulkhead(new() { Name = "nlp", PermitLimit = 1 }, _clock);
        HealthProbe probe = HealthProbes.For(bulkhead);
        Assert.True(bulkhead.TryEnter(out BulkheadPermit permit));
        Assert.Equal(HealthState.Healthy, (await probe.Check(Token)).State);

        Assert.False(bulkhead.TryEnter(out _));
        HealthVerdict full = await probe.Check(Token);
        Assert.Equal((HealthState.Degraded, ErrorCodes.BulkheadFull, 1L), (full.State, full.Code, full.Data["refused"]));
        Assert.Equal(HealthState.Healthy, (await probe.Check(Token)).State);
        permit.Dispose();
    }

    [Fact]
    public async Task A_limit_is_degraded_while_it_refuses_calls()
    {
        var limit = new TokenBucket(new() { Name = "ai", Permits = 1, Period = TimeSpan.FromHours(1) }, _clock);
        HealthProbe probe = HealthProbes.For(limit);
        Assert.True(limit.TryAcquire());
        Assert.Equal(HealthState.Healthy, (await probe.Check(Token)).State);

        Assert.False(limit.TryAcquire());
        HealthVerdict empty = await probe.Check(Token);
        Assert.Equal((HealthState.Degraded, ErrorCodes.RateLimited), (empty.State, empty.Code));
        Assert.Equal(HealthState.Healthy, (await probe.Check(Token)).State);
    }

    [Fact]
    public async Task The_runtime_is_asked_for_its_figures()
    {
        HealthVerdict pool = await HealthProbes.ThreadPool(TimeSpan.FromHours(1)).Check(Token);
        HealthVerdict memory = await HealthProbes.Memory(1).Check(Token);

        Assert.Equal(HealthState.Healthy, pool.State);
        Assert.True((int)pool.Data["threads"] > 0);
        Assert.Equal(HealthState.Healthy, memory.State);
        Assert.InRange((double)memory.Data["share"], 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => HealthProbes.Memory(1.1));
    }

    [Fact]
    public void Too_much_of_either_is_degraded()
    {
        HealthVerdict pool = RuntimeHealth.OfThreadPool(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
        HealthVerdict memory = RuntimeHealth.OfMemory(91, 100, 0.9);

        Assert.Equal((HealthState.Degraded, ErrorCodes.Resource), (pool.State, pool.Code));
        Assert.Equal((HealthState.Degraded, 0.91), (memory.State, memory.Data["share"]));
        Assert.Equal(HealthState.Healthy, RuntimeHealth.OfMemory(1, 0, 0.9).State);
    }

    [Fact]
    public async Task A_checkpoint_store_is_asked_without_being_changed()
    {
        var store = new InMemoryCheckpointStore();
        HealthProbe probe = store.CreateProbe();

        Assert.Equal(HealthState.Healthy, (await probe.Check(Token)).State);
        Assert.True(probe.Critical);
        Assert.Empty(await store.ListRunsAsync(cancellationToken: Token).ToListAsync(Token));
    }
}
