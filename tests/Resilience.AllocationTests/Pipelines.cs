namespace Resilience.AllocationTests;

/// <summary>The pipelines whose calls must cost nothing while they succeed.</summary>
internal static class Pipelines
{
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(100);

    public static IReadOnlyDictionary<string, ResiliencePipeline> Untyped { get; } = new Dictionary<string, ResiliencePipeline>
    {
        ["empty"] = new ResiliencePipelineBuilder().Build(),
        ["retry"] = new ResiliencePipelineBuilder().AddRetry(new()).Build(),
        ["retry with a budget"] = new ResiliencePipelineBuilder().AddRetry(new() { Budget = new RetryBudget() }).Build(),
        ["timeout 10 s"] = new ResiliencePipelineBuilder().AddTimeout(_long).Build(),
        ["timeout 100 ms"] = new ResiliencePipelineBuilder().AddTimeout(_short).Build(),
        ["fallback"] = new ResiliencePipelineBuilder().AddFallback(new FallbackOptions { Action = (_, _) => default }).Build(),
        ["timeout, retry, timeout"] = new ResiliencePipelineBuilder().AddTimeout(_long).AddRetry(new()).AddTimeout(_short).Build(),
    };

    public static IReadOnlyDictionary<string, ResiliencePipeline<int>> Typed { get; } = new Dictionary<string, ResiliencePipeline<int>>
    {
        ["empty"] = new ResiliencePipelineBuilder<int>().Build(),
        ["retry with a predicate"] = new ResiliencePipelineBuilder<int>().AddRetry(Judging()).Build(),
        ["fallback"] = new ResiliencePipelineBuilder<int>().AddFallback(new FallbackOptions<int> { Action = (_, _) => new(0) }).Build(),
        ["timeout, retry with a predicate, timeout"] =
            new ResiliencePipelineBuilder<int>().AddTimeout(_long).AddRetry(Judging()).AddTimeout(_short).Build(),
    };

    private static RetryOptions<int> Judging() => new() { HandleResult = result => result < 0 };
}
