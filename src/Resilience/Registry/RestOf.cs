using Resilience.Bulkheads;
using Resilience.CircuitBreakers;
using Resilience.Pipelines;
using Resilience.RateLimiting;

namespace Resilience.Registry;

/// <summary>Knows of the library's components when they are at rest. None of it calls users' code.</summary>
internal static class RestOf
{
    public static ComponentRest Breaker(CircuitBreaker breaker) =>
        breaker.IsAtRest ? ComponentRest.Full : breaker.IsForgettable ? ComponentRest.Remembers : ComponentRest.Busy;

    public static ComponentRest Bulkhead(Bulkhead bulkhead) =>
        !bulkhead.IsUnused ? ComponentRest.Busy : bulkhead.Adaptive is null ? ComponentRest.Full : ComponentRest.Remembers;

    public static ComponentRest RateLimit(RateLimit limit) => limit.IsFull ? ComponentRest.Full : ComponentRest.Busy;

    /// <summary>That of the component of the pipeline that rests least.</summary>
    public static ComponentRest Pipeline(PipelineCore outermost)
    {
        ComponentRest least = ComponentRest.Full;
        for (PipelineCore? core = outermost; core is not null; core = core.Inner)
        {
            foreach (ResilienceStrategy layer in core.Layers)
            {
                ComponentRest rest = Layer(layer);
                if (rest < least)
                    least = rest;
            }
        }

        return least;
    }

    private static ComponentRest Layer(ResilienceStrategy layer) => layer switch
    {
        CircuitBreakerStrategy circuit => Breaker(circuit.Breaker),
        BulkheadStrategy permits => Bulkhead(permits.Bulkhead),
        RateLimitStrategy rate => RateLimit(rate.Limit),
        _ => ComponentRest.Full,
    };
}
