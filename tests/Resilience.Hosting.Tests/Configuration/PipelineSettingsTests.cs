using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Hosting.Tests.Configuration;

public sealed class PipelineSettingsTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Strategies_stand_in_their_order_whatever_their_names()
    {
        using var settings = new Settings("""
            { "Pipelines": { "p": { "Strategies": {
                "z": { "Type": "Timeout", "Order": 10, "Timeout": "20s" },
                "a": { "Type": "Retry", "Order": 20, "MaxAttempts": 5 },
                "b": { "Type": "CircuitBreaker", "Order": 25, "ConsecutiveFailures": 3, "FailureRatio": "none" },
                "h": { "Type": "Hedging", "Order": 26, "Delay": "1s" },
                "r": { "Type": "SlidingWindow", "Order": 30, "Permits": 7 },
                "t": { "Type": "TokenBucket", "Order": 31, "Permits": 8 },
                "off": { "Type": "Bulkhead", "Order": 35, "Enabled": false },
                "l": { "Type": "Bulkhead", "Order": 40, "PermitLimit": 4 } } } } }
            """);

        settings.Errors().Should().BeEmpty();
        settings.Words("p").Split(" → ").Select(static words => words.Split('(')[0].Trim()).Should().Equal(
            "pipeline 'p': timeout", "retry", "circuit breaker", "hedging", "sliding window", "token bucket", "bulkhead");
    }

    [Fact]
    public async Task A_strategy_keeps_what_it_knows_when_others_change_and_when_it_is_moved()
    {
        const string Breaker = """ "b": { "Type": "CircuitBreaker", "Order": 20, "ConsecutiveFailures": 1 } """;
        using var settings = new Settings($$"""{ "Pipelines": { "p": { "Strategies": { {{Breaker}} } } } }""");
        ResiliencePipeline pipeline = settings.Pipeline("p");
        await pipeline.ExecuteOutcomeAsync<int>(static _ => throw new TimeoutException(), Test);

        settings.Change($$"""
            { "Pipelines": { "p": { "Strategies": { {{Breaker.Replace("20", "5")}}, "t": { "Type": "Timeout", "Order": 9 } } } } }
            """);

        settings.Words("p").Should().Contain("timeout");
        (await pipeline.ExecuteOutcomeAsync<int>(static _ => new(1), Test)).IsRejected.Should().BeTrue();
        settings.Change($$"""{ "Pipelines": { "p": { "Strategies": { {{Breaker.Replace("es\": 1", "es\": 2")}} } } } }""");
        (await pipeline.ExecuteOutcomeAsync<int>(static _ => new(1), Test)).IsSuccess.Should().BeTrue();
    }

    [Fact]
    public void What_is_wrong_with_strategies_is_reported()
    {
        using var settings = new Settings("""
            {
              "Operations": { "q": {} },
              "Pipelines": {
                "p": { "Strategies": {
                    "a": { "Type": "Timeout", "Order": 1 },
                    "b": { "Type": "Timeout", "Order": 1 },
                    "c": { "Type": "Retri", "Order": 2 },
                    "d": { "Type": "Retry" },
                    "e": { "Type": "Retry", "Order": "first", "Permits": 3 } } },
                "q": {}
              }
            }
            """);

        settings.Errors().Should().BeEquivalentTo(
            "Resilience:Operations:q: the same name is among the Pipelines: an operation is either the one or the other.",
            "Resilience:Pipelines:p:Strategies: several strategies have the Order 1: a, b.",
            "Resilience:Pipelines:p:Strategies:c:Type: 'Retri' is not known; did you mean 'Retry'?",
            "Resilience:Pipelines:p:Strategies:d: Order is missing: -1000000 to 1000000.",
            "Resilience:Pipelines:p:Strategies:e:Order: 'first' is no whole number: it must be one from -1000000 to 1000000.",
            "Resilience:Pipelines:p:Strategies:e:Permits: there is no such setting; there are: Name, MaxAttempts, Handle, RetryRejections, "
                + "Backoff, RetryAfterCap, MaxDelay, MaxElapsed, Budget, Type, Order, Enabled.");
    }

    [Fact]
    public void A_pipeline_can_be_disabled_and_takes_the_place_of_one_in_code()
    {
        using var settings = new Settings(
            """{ "Pipelines": { "p": { "Strategies": { "a": { "Type": "Timeout", "Order": 1, "Timeout": "3s" } } } } }""",
            static builder => builder.AddPipeline("p", static (ResiliencePipelineBuilder pipeline) => pipeline.AddRetry()));
        settings.Words("p").Should().Be("pipeline 'p': timeout (3 s)");

        settings.Change("""{ "Pipelines": { "p": { "Enabled": false } } }""");

        settings.Words("p").Should().Be("pipeline 'p': operation metrics");
    }
}
