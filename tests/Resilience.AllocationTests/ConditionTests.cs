namespace Resilience.AllocationTests;

/// <summary>Gates and questions about mode, features and health are reads.</summary>
public sealed class ConditionTests
{
    [Fact]
    public void Gates_that_let_calls_pass_or_refuse_them_allocate_nothing()
    {
        var health = new Source();
        using var modes = new OperationModeControl(new() { Features = { new("images") } });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddHealthGate(health).AddFeatureGate(modes, "images").Build();

        Assert.Equal(0, Allocations.PerCall(() => _ = pipeline.ExecuteOutcome(static _ => 1)));
        modes.Override(OperationMode.Emergency, "test", "to see");
        Assert.Equal(0, Allocations.PerCall(() => _ = pipeline.ExecuteOutcome(static _ => 1)));
        health.State = HealthState.Unhealthy;
        Assert.Equal(0, Allocations.PerCall(() => _ = pipeline.ExecuteOutcome(static _ => 1)));
    }

    [Fact]
    public void Mode_feature_and_health_are_read_without_an_allocation()
    {
        using var modes = new OperationModeControl(new() { Features = { new("images") } });
        using var monitor = new HealthMonitor();
        monitor.Add(new("database", () => true));
        IHealthSource database = monitor["database"];
        int seen = 0;

        Assert.Equal(0, Allocations.PerCall(() => seen += (int)modes.Mode + (modes.IsFeatureEnabled("images") ? 1 : 0) + (int)database.State));
        Assert.True(seen > 0);
    }

    private sealed class Source : IHealthSource
    {
        public HealthState State { get; set; }
    }
}
