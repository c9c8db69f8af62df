namespace Resilience.AllocationTests;

/// <summary>A call through an operation and a look-up in a family allocate nothing; a flood of keys leaves nothing behind.</summary>
public sealed class RegistryTests : IDisposable
{
    private readonly ResilienceRegistry _registry = new();

    public static TheoryData<string> UntypedForms => [.. CallForms.Untyped.Keys];

    public static TheoryData<string> TypedForms => [.. CallForms.Typed.Keys];

    public void Dispose() => _registry.Dispose();

    [Theory]
    [MemberData(nameof(UntypedForms))]
    public void A_call_through_an_operation_allocates_nothing(string form)
    {
        ResiliencePipeline pipeline = _registry.GetOrAdd("x", ResiliencePreset.Balanced).Pipeline;

        Allocations.PerCall(() => CallForms.Untyped[form](pipeline, CancellationToken.None)).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(TypedForms))]
    public void A_call_through_the_typed_pipeline_of_an_operation_allocates_nothing(string form)
    {
        ResiliencePipeline<int> pipeline = _registry.GetOrAdd("x", ResiliencePreset.Critical).PipelineFor<int>();

        Allocations.PerCall(() => CallForms.Typed[form](pipeline, CancellationToken.None)).Should().Be(0);
    }

    [Fact]
    public void A_protected_function_allocates_nothing_also_with_a_fallback()
    {
        Func<int, CancellationToken, ValueTask<int>> bare = _registry.Protect("x", static (int number, CancellationToken _) => new ValueTask<int>(number));
        Func<int, CancellationToken, ValueTask<int>> falling = _registry.Protect(
            "x", static (int number, CancellationToken _) => new ValueTask<int>(number), static number => -number);

        Allocations.PerCall(() => Ended(bare(1, CancellationToken.None))).Should().Be(0);
        Allocations.PerCall(() => Ended(falling(1, CancellationToken.None))).Should().Be(0);
    }

    [Fact]
    public void Looking_an_operation_up_by_its_name_allocates_nothing()
    {
        _registry.GetOrAdd("x").PipelineFor<int>();

        Allocations.PerCall(() => _registry.GetPipeline("x")).Should().Be(0);
        Allocations.PerCall(() => _registry.GetPipeline<int>("x")).Should().Be(0);
    }

    [Fact]
    public void Looking_a_key_up_allocates_nothing()
    {
        using KeyedFamily<int, Bulkhead> family = KeyedFamily.Bulkheads<int>("x", null, new() { Capacity = 10 });
        int key = 0;

        Allocations.PerCall(() => family.Get(key++ % 10)).Should().Be(0);
    }

    [Fact]
    public void The_shared_component_costs_no_memory_either()
    {
        using KeyedFamily<int, CircuitBreaker> family = KeyedFamily.CircuitBreakers<int>("x", null, new() { Capacity = 1 });
        family.Get(0).Trip(TimeSpan.FromDays(1));
        int key = 1;

        Allocations.PerCall(() => family.Get(key++)).Should().Be(0);
    }

    [Fact]
    public void A_million_keys_in_a_family_of_ten_thousand_stay_under_64_megabytes()
    {
        const int Keys = 1_000_000;
        using KeyedFamily<string, CircuitBreaker> family = KeyedFamily.CircuitBreakers<string>("x");
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 0; i < Keys; i++)
            family.Get($"tenant-{i}");
        long after = GC.GetTotalMemory(forceFullCollection: true);

        (family.Count, family.Snapshot().Created).Should().Be((10_000, Keys));
        (after - before).Should().BeLessThan(64 * 1024 * 1024);
    }

    [Fact]
    public void Ten_thousand_pipelines_of_a_preset_stay_under_64_megabytes()
    {
        using KeyedFamily<int, ResiliencePipeline> family = KeyedFamily.Pipelines<int>("x", ResiliencePreset.Balanced);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 0; i < 30_000; i++)
            family.Get(i);
        long after = GC.GetTotalMemory(forceFullCollection: true);

        family.Count.Should().Be(10_000);
        (after - before).Should().BeLessThan(64 * 1024 * 1024);
    }

    private static int Ended(ValueTask<int> call) => call.IsCompletedSuccessfully ? call.Result : throw new InvalidOperationException("Not yet.");
}
