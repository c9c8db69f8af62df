using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Tests.DependencyInjection;

public sealed class AddHealthMonitorTests
{
    private readonly ServiceCollection _services = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_said_in_several_places_adds_up_and_the_container_s_clock_is_used()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        _services.AddSingleton<TimeProvider>(clock);
        _services.AddSingleton("from a service");
        _services.AddResilience().AddHealthMonitor(health => health.AddProbe(new("a", () => true)));
        _services.AddResilience().AddHealthMonitor(health => health
            .AddProbe(provider => new(provider.GetRequiredService<string>(), () => true))
            .Configure(setup => setup.Monitor.HistoryLength = 1));
        await using ServiceProvider provider = _services.BuildServiceProvider();

        HealthMonitor monitor = provider.GetRequiredService<HealthMonitor>();
        await monitor.RunAsync(Token);
        HealthSnapshot snapshot = await monitor.RunAsync(Token);

        snapshot.Probes.Select(static probe => probe.Name).Should().Equal("a", "from a service");
        snapshot.Probes.Should().OnlyContain(static probe => probe.History.Count == 1);
        snapshot.TakenAt.Should().Be(clock.GetUtcNow());
        provider.GetRequiredService<IHealthSource>().Should().BeSameAs(monitor);
        provider.GetRequiredKeyedService<IHealthSource>("a").State.Should().Be(HealthState.Healthy);
    }

    [Fact]
    public async Task The_registry_is_followed_as_parts_come_and_go()
    {
        _services.AddResilience()
            .AddCircuitBreaker("payments")
            .AddPipeline("summaries", ResiliencePreset.Balanced)
            .AddHealthMonitor(static health => health.Configure(static setup => setup.Critical.Add("payments")));
        await using ServiceProvider provider = _services.BuildServiceProvider();
        provider.ValidateResilience();
        HealthMonitor monitor = provider.GetRequiredService<HealthMonitor>();
        IResilienceRegistry registry = provider.GetRequiredService<IResilienceRegistry>();
        Names().Should().Equal("circuit payments", "operation summaries");

        registry.Bulkheads.GetOrAdd("nlp", static name => new Bulkhead(new() { Name = name }));
        registry.RateLimits.GetOrAdd("ai", static name => new TokenBucket(new() { Name = name }));
        registry.Remove("summaries");
        Names().Should().Equal("bulkhead nlp", "circuit payments", "limit ai");

        registry.CircuitBreakers.TryGet("payments", out CircuitBreaker? breaker).Should().BeTrue();
        breaker!.Trip();
        (await monitor.RunAsync(Token)).State.Should().Be(HealthState.Unhealthy);

        IEnumerable<string> Names() => monitor.Probes.Select(static probe => probe.Name);
    }

    [Fact]
    public async Task An_operation_is_as_well_as_the_worst_of_its_circuits()
    {
        _services.AddResilience().AddPipeline("summaries", ResiliencePreset.Balanced).AddHealthMonitor();
        await using ServiceProvider provider = _services.BuildServiceProvider();
        provider.ValidateResilience();
        HealthMonitor monitor = provider.GetRequiredService<HealthMonitor>();
        (await monitor.RunAsync(Token)).State.Should().Be(HealthState.Healthy);

        using IDisposable hold = provider.GetRequiredKeyedService<ResilienceOperation>("summaries").Isolate("ops");

        HealthProbeSnapshot probe = (await monitor.RunAsync(Token)).Probes.Single();
        (probe.State, probe.Code).Should().Be((HealthState.Degraded, ErrorCodes.CircuitIsolated));
    }

    [Fact]
    public void What_is_wrong_with_a_probe_is_reported_at_start()
    {
        _services.AddResilience().AddHealthMonitor(static health => health.AddProbe(new("a", () => true) { Timeout = TimeSpan.Zero }));
        using ServiceProvider provider = _services.BuildServiceProvider();

        Action start = provider.ValidateResilience;

        start.Should().Throw<InvalidPipelineException>().WithMessage("*health monitor: health probe 'a': Timeout*");
    }

    [Fact]
    public async Task The_registry_is_left_alone_where_that_is_said()
    {
        _services.AddResilience()
            .AddCircuitBreaker("payments")
            .AddHealthMonitor(static health => health.Configure(static setup => setup.WatchRegistry = false));
        await using ServiceProvider provider = _services.BuildServiceProvider();
        provider.ValidateResilience();

        provider.GetRequiredService<HealthMonitor>().Probes.Should().BeEmpty();
    }
}
