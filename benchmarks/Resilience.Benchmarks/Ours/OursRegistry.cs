namespace Resilience.Benchmarks.Ours;

/// <summary>A pipeline that a registry holds and its twin, and the keys of families.</summary>
internal static class OursRegistry
{
    private const int KeyCount = 1_024; // a power of two

    public static string[] Keys { get; } = [.. Enumerable.Range(0, KeyCount).Select(static i => $"tenant-{i}")];

    // Whoever holds a pipeline need not hold its registry.
    public static ResiliencePipeline Held()
    {
#pragma warning disable CA2000 // The registry owns nothing, and its pipeline outlives it.
        return new ResilienceRegistry().GetOrAdd("gate", ResiliencePreset.Balanced).Pipeline;
#pragma warning restore CA2000
    }

    public static ResiliencePipeline Bare() => ResiliencePipeline.Create(ResiliencePreset.Balanced, "gate");
}
