using Resilience.Bulkheads;
using Resilience.CircuitBreakers;
using Resilience.Pipelines;
using Resilience.RateLimiting;
using Resilience.Retries;

namespace Resilience.Registry;

/// <summary>Finds the components in the insides of pipelines, each once. What stands behind a middleware is found too.</summary>
internal static class CoreParts
{
    public static CircuitBreaker[] Breakers(IEnumerable<PipelineCore> cores) =>
        [.. Layers<CircuitBreakerStrategy>(cores).Select(static layer => layer.Breaker).Distinct()];

    public static Bulkhead[] Bulkheads(IEnumerable<PipelineCore> cores) =>
        [.. Layers<BulkheadStrategy>(cores).Select(static layer => layer.Bulkhead).Distinct()];

    public static RateLimit[] RateLimits(IEnumerable<PipelineCore> cores) =>
        [.. Layers<RateLimitStrategy>(cores).Select(static layer => layer.Limit).Distinct()];

    public static RetryBudget[] Budgets(IEnumerable<PipelineCore> cores) =>
        [.. Layers<RetryStrategy>(cores).Select(static layer => layer.Budget).OfType<RetryBudget>().Distinct()];

    private static IEnumerable<TStrategy> Layers<TStrategy>(IEnumerable<PipelineCore> cores)
    {
        foreach (PipelineCore outermost in cores)
        {
            for (PipelineCore? core = outermost; core is not null; core = core.Inner)
            {
                foreach (TStrategy layer in core.Layers.OfType<TStrategy>())
                    yield return layer;
            }
        }
    }
}
