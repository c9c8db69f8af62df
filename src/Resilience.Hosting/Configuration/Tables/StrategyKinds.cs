namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The strategies that settings can add to a pipeline.</summary>
internal static class StrategyKinds
{
    public static KeyValuePair<string, StrategyKind>[] All { get; } =
    [
        new("Timeout", StrategyKind.Of(
            TimeoutKeys.Set, static (options, _) => options, static (builder, made) => builder.AddTimeout(made))),
        new("Retry", StrategyKind.Of(RetryKeys.Set, static (options, _) => options, static (builder, made) => builder.AddRetry(made))),
        new("CircuitBreaker", StrategyKind.Of(
            CircuitBreakerKeys.Set, static (options, context) => new CircuitBreaker(options, context.Clock),
            static (builder, made) => builder.AddCircuitBreaker(made))),
        new("TokenBucket", StrategyKind.Of(
            LimitKeys.TokenBucket, static (options, context) => new TokenBucket(options, context.Clock),
            static (builder, made) => builder.AddTokenBucket(made))),
        new("SlidingWindow", StrategyKind.Of(
            LimitKeys.SlidingWindow, static (options, context) => new SlidingWindow(options, context.Clock),
            static (builder, made) => builder.AddSlidingWindow(made))),
        new("Bulkhead", StrategyKind.Of(
            BulkheadKeys.Set, static (options, context) => new Bulkhead(options, context.Clock),
            static (builder, made) => builder.AddBulkhead(made))),
        new("Hedging", StrategyKind.Of(
            HedgingKeys.Set, static (options, _) => options, static (builder, made) => builder.AddHedging(made))),
    ];
}
