using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Tests.DependencyInjection;

public sealed class AddOperationModeTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public async Task What_is_said_in_several_places_adds_up_and_limits_of_the_registry_follow()
    {
        var seen = new List<OperationMode>();
        _services.AddResilience()
            .AddBulkhead("nlp", static options => options.PermitLimit = 7)
            .AddRateLimit<TokenBucketOptions>("ai", static options => options.Permits = 7)
            .AddOperationMode(mode => mode
                .AddFeature(new("images"))
                .Configure(static setup => setup.Bulkheads["nlp"] = new(100, 50, 10))
                .Attach((_, control) => control.Follow(seen.Add)));
        _services.AddResilience().AddOperationMode(static mode => mode
            .AddFeature(new("summaries"))
            .Configure(static setup => setup.RateLimits["ai"] = new(90, 40, 9)));
        await using ServiceProvider provider = _services.BuildServiceProvider();
        provider.ValidateResilience();
        OperationModeControl control = provider.GetRequiredService<OperationModeControl>();

        control.MarkDegraded("db", "slow");

        control.Snapshot().Features.Select(static feature => feature.Name).Should().Equal("images", "summaries");
        provider.GetRequiredKeyedService<Bulkhead>("nlp").PermitLimit.Should().Be(50);
        provider.GetRequiredKeyedService<RateLimit>("ai").Snapshot().Permits.Should().Be(40);
        seen.Should().Equal(OperationMode.Normal, OperationMode.Degraded);
    }

    [Theory]
    [InlineData(true, OperationMode.Emergency)]
    [InlineData(false, OperationMode.Normal)]
    public async Task The_health_monitor_is_watched_unless_that_is_not_wanted(bool watched, OperationMode expected)
    {
        _services.AddResilience()
            .AddHealthMonitor(static health => health.AddProbe(new("db", () => false) { Critical = true }))
            .AddOperationMode(mode => mode.Configure(setup => setup.WatchHealth = watched));
        await using ServiceProvider provider = _services.BuildServiceProvider();
        await provider.GetRequiredService<HealthMonitor>().RunAsync(TestContext.Current.CancellationToken);

        provider.GetRequiredService<OperationModeControl>().Mode.Should().Be(expected);
    }

    [Fact]
    public void What_is_wrong_is_reported_at_start()
    {
        _services.AddResilience().AddOperationMode(static mode => mode.Configure(static setup => setup.Bulkheads["nlp"] = new(1, 1, 1)));
        using ServiceProvider provider = _services.BuildServiceProvider();

        Action start = provider.ValidateResilience;

        start.Should().Throw<InvalidPipelineException>().WithMessage("*operation mode:*bulkhead named 'nlp'*");
    }
}
