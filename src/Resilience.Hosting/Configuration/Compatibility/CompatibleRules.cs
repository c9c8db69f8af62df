using System.Globalization;

namespace Resilience.Hosting.Configuration.Compatibility;

/// <summary>The settings of blocks that are known, and what they are here.</summary>
internal static class CompatibleRules
{
    private const string Health = "the health monitor is configured in the section Health";

    private static readonly (string Name, string Value)[] _inARow =
        [("CircuitBreaker:FailureRatio", "none"), ("CircuitBreaker:BreakMultiplier", "1")];

    private static readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["exponential_backoff"] = "Exponential",
        ["linear_backoff"] = "Linear",
        ["fixed"] = "Constant",
        ["fixed_delay"] = "Constant",
        ["ConnectionError"] = "Connection",
        ["TimeoutError"] = "Timeout",
        ["OSError"] = "Resource",
    };

    public static IReadOnlyList<CompatibleRule> All { get; } =
    [
        // Blocks with circuit_breaker, retry and bulkhead.
        new("circuit_breaker:failure_threshold", "CircuitBreaker:ConsecutiveFailures", Also: _inARow),
        new("circuit_breaker:timeout_duration", "CircuitBreaker:BreakDuration", Seconds),
        new("circuit_breaker:recovery_timeout", "CircuitBreaker:BreakDuration", Seconds),
        new("circuit_breaker:success_threshold", "CircuitBreaker:SuccessesToClose"),
        new("circuit_breaker:request_timeout", "AttemptTimeout:Timeout", Seconds),
        new("retry:max_attempts", "Retry:MaxAttempts"),
        new("retry:base_delay", "Retry:Backoff:BaseDelay", Seconds),
        new("retry:max_delay", "Retry:Backoff:Ceiling", Seconds),
        new("retry:multiplier", "Retry:Backoff:Multiplier"),
        new("retry:retry_strategy", "Retry:Backoff:Shape", Word),
        new("retry:jitter_type", "Retry:Backoff:Jitter", Word),
        new("retry:retryable_exceptions", "Retry:Handle:Causes", Word),
        new("bulkhead:max_concurrent", "Bulkhead:PermitLimit"),
        new("bulkhead:timeout", "Bulkhead:QueueTimeout", Seconds, [("Bulkhead:QueueLimit", "1000000")]),
        new("bulkhead:max_queue_size", "Bulkhead:QueueLimit"),
        CompatibleRule.NotApplied(
            "bulkhead:isolation_strategy", "a bulkhead is a semaphore with a queue; dedicated threads are set up in code"),
        CompatibleRule.NotApplied("health_monitor", Health),
        CompatibleRule.NotApplied("health", Health),

        // Blocks named fault_tolerance.
        new("enabled", "Enabled") { Group = "Enabled" },
        new("failure_threshold", "CircuitBreaker:ConsecutiveFailures", Also: _inARow),
        new("recovery_timeout", "CircuitBreaker:BreakDuration", Seconds),
        new("success_threshold", "CircuitBreaker:SuccessesToClose"),
        new("execution:timeout", "Timeout:Timeout", Seconds) { Group = "Timeout" },
        new("execution:strategy", "", static text => text.Replace("_", "", StringComparison.Ordinal)) { Group = "Strategy" },
        new("execution:max_concurrent_adapters", "") { Group = "MaxConcurrency" },
        new("health_monitoring:enabled", "") { Root = "Health:Enabled" },
        new("health_monitoring:check_interval", "", Seconds) { Root = "Health:Interval" },
        new("health_monitoring:history_size", "") { Root = "Health:HistoryLength" },
        CompatibleRule.NotApplied("debug_mode", "log levels are set where the application sets them"),

        // Blocks with strategies and operations.
        new("default_strategy", "BasedOn"),
        new("retry_attempts", "Retry:MaxAttempts"),
        new("circuit_breaker_threshold", "CircuitBreaker:ConsecutiveFailures", Also: _inARow),
    ];

    private static string Seconds(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds)
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds}s")
            : text;

    private static string Word(string text) => string.Join(',', text.Split(',').Select(static word =>
        _words.GetValueOrDefault(word.Trim(), word.Trim())));
}
