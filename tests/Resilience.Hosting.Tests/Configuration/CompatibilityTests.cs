using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Hosting.Tests.Configuration;

public sealed class CompatibilityTests
{
    private const string Production = """
        {
          "circuit_breaker": { "failure_threshold": 5, "timeout_duration": 60.0, "request_timeout": 30.0 },
          "retry": { "max_attempts": 3, "base_delay": 1.0, "max_delay": 60.0 },
          "bulkhead": { "max_concurrent": 20, "timeout": 45.0 }
        }
        """;

    private const string Development = """
        {
          "circuit_breaker": { "failure_threshold": 10, "timeout_duration": 10.0, "request_timeout": 60.0 },
          "retry": { "max_attempts": 1, "base_delay": 0.1, "max_delay": 5.0 }
        }
        """;

    private const string FaultTolerance = """
        {
          "fault_tolerance": {
            "enabled": true,
            "failure_threshold": 5, "recovery_timeout": 60.0, "success_threshold": 3,
            "execution": { "strategy": "all", "timeout": 30.0, "max_concurrent_adapters": 10 },
            "health_monitoring": { "enabled": true, "check_interval": 30.0, "history_size": 100 },
            "debug_mode": true
          }
        }
        """;

    [Fact]
    public void The_production_block_means_what_it_says()
    {
        using Settings settings = Of(Production);

        settings.Errors().Should().BeEmpty();
        settings.Words("a").Should().Be(
            "pipeline 'a': retry (3 attempts on transient failures, exponential 1 s ×2 ≤ 1 min, full jitter) → circuit breaker "
            + "(5 in a row, break 1 min, on failures of the dependency) → bulkhead (20 permits, 1000000 may wait up to 45 s) "
            + "→ attempt timeout (30 s)");
        settings.Configuration.Status.NotApplied.Should().BeEmpty();
    }

    [Fact]
    public void The_development_block_has_no_bulkhead_and_one_attempt()
    {
        using Settings settings = Of(Development);

        settings.Words("a").Should().Be(
            "pipeline 'a': retry (1 attempts on transient failures, exponential 100 ms ×2 ≤ 5 s, full jitter) → circuit breaker "
            + "(10 in a row, break 10 s, on failures of the dependency) → attempt timeout (1 min)");
    }

    [Fact]
    public void What_there_is_nothing_for_in_a_block_of_fault_tolerance_is_said()
    {
        using Settings settings = Of(FaultTolerance);

        settings.Words("a").Should().Be(
            "pipeline 'a': timeout (30 s) → circuit breaker (5 in a row, break 1 min, 3 successes to close, "
            + "on failures of the dependency)");
        settings.Configuration.Status.NotApplied.Select(static text => text.Split(": ")[0]).Should().Equal(
            "Block:fault_tolerance:debug_mode",
            "Block:fault_tolerance:execution:max_concurrent_adapters",
            "Block:fault_tolerance:execution:strategy");
    }

    [Fact]
    public void A_block_of_strategies_names_presets_of_operations()
    {
        using Settings settings = Of("""
            { "default_strategy": "balanced", "operation_strategies": { "ai_summarize": "critical" }, "retry_attempts": 6 }
            """);

        settings.Words("a").Should().Contain("6 attempts").And.Contain("bulkhead");
        settings.Words("ai_summarize").Should().Be(ResiliencePipeline.Create(ResiliencePreset.Critical, "ai_summarize").ToString());
    }

    [Fact]
    public void What_is_wrong_in_a_block_is_reported_where_it_stands()
    {
        using Settings settings = Of("""
            { "retry": { "max_atempts": 3, "base_delay": "soon", "retry_strategy": "FIBONACCI" }, "circuit_breaker": { "failure_threshold": 0 } }
            """);

        settings.Errors().Select(static error => error.Split(';')[0].Split(": write")[0]).Should().BeEquivalentTo(
            "Block:retry:max_atempts: there is no such setting",
            "Block:retry:base_delay: 'soon' is no duration",
            "Block:circuit_breaker:failure_threshold: '0' is out of range: it must be from 1 to 1000000.");
    }

    [Fact]
    public void A_block_is_live_as_everything_else_is()
    {
        using Settings settings = Of(Production);
        _ = settings.Words("a");

        settings.Block = Production.Replace("\"max_attempts\": 3", "\"max_attempts\": 8");
        settings.Change("""{ "Operations": { "a": { "Preset": "block" } } }""");

        settings.Words("a").Should().Contain("8 attempts");
    }

    private static Settings Of(string block) => new(
        """{ "Operations": { "a": { "Preset": "block" } } }""",
        static builder => builder.BindCompatibleConfiguration("block", "Block"),
        block: block);
}
