namespace Resilience.AllocationTests;

/// <summary>Chaos that does not strike costs nothing, whether it is turned off or misses.</summary>
public sealed class ChaosTests
{
    private static readonly TransientException _failure = new("chaos");

    private static readonly Dictionary<string, Action<ChaosOptions>> _harmless = new()
    {
        ["off for good"] = static options => options.Enabled = false,
        ["switched off"] = static options => options.Switch = new(enabled: false),
        ["misses"] = static options => options.Rate = 0,
        ["misses with a seed"] = static options => (options.Rate, options.Seed) = (0, 1),
        ["misses by its switch"] = static options => options.Switch = new() { Rate = 0 },
    };

    public static TheoryData<string> Harmless => [.. _harmless.Keys];

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Chaos_that_does_not_strike_allocates_nothing(string how)
    {
        ChaosLatencyOptions latency = new() { EnvironmentName = "Test", Rate = 1 };
        ChaosFaultOptions fault = Fault();
        _harmless[how](latency);
        _harmless[how](fault);
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry().AddTimeout(TimeSpan.FromSeconds(10)).AddChaosLatency(latency).AddChaosFault(fault).Build();

        Allocations.PerCall(() => Check(pipeline.Execute(static _ => 42))).Should().Be(0);
    }

    [Fact]
    public void A_fault_that_strikes_allocates_nothing_of_its_own()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddChaosFault(Fault()).Build();

        Allocations.PerCall(() => Check(pipeline.ExecuteOutcome(static _ => 42).IsFailure ? 42 : 0)).Should().Be(0);
    }

    private static ChaosFaultOptions Fault() => new() { EnvironmentName = "Test", Rate = 1, Faults = { new(static () => _failure) } };

    private static void Check(int result) => Assert.True(result == 42);
}
