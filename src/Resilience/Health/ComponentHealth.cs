namespace Resilience.Health;

/// <summary>How well components of the library are.</summary>
internal static class ComponentHealth
{
    public static HealthVerdict Of(CircuitBreaker breaker, bool isCritical)
    {
        CircuitState state = breaker.State;
        if (state is not (CircuitState.Open or CircuitState.Isolated or CircuitState.HalfOpen))
            return HealthVerdict.Healthy;
        CircuitBreakerSnapshot now = breaker.Snapshot();
        string words = now.RetryAfter is { } left && state == CircuitState.Open
            ? $"the circuit is open for another {Timing.DurationText.Format(left)}"
            : state switch
            {
                CircuitState.HalfOpen => "the circuit lets probes through",
                CircuitState.Isolated => $"the circuit is held open by {string.Join(", ", now.Holders)}",
                _ => "the circuit is open",
            };
        string code = state == CircuitState.Isolated ? ErrorCodes.CircuitIsolated : ErrorCodes.CircuitOpen;
        HealthVerdict said = isCritical && state != CircuitState.HalfOpen ? HealthVerdict.Unhealthy(words) : HealthVerdict.Degraded(words);
        return said with
        {
            Code = code,
            Data = new Dictionary<string, object>
            {
                ["calls"] = now.Calls,
                ["failures"] = now.Failures,
                ["failure_ratio"] = now.FailureRatio,
            },
        };
    }

    public static HealthVerdict Of(BulkheadSnapshot now, RefusalWatch refusals)
    {
        var data = new Dictionary<string, object> { ["in_flight"] = now.InFlight, ["limit"] = now.PermitLimit, ["queued"] = now.Queued };
        return Of(refusals.New(now.Rejected), "the bulkhead", ErrorCodes.BulkheadFull, data);
    }

    public static HealthVerdict Of(RateLimitSnapshot now, RefusalWatch refusals)
    {
        var data = new Dictionary<string, object> { ["available"] = now.Available, ["waiting"] = now.Waiting };
        return Of(refusals.New(now.Rejected), "the limit", ErrorCodes.RateLimited, data);
    }

    private static HealthVerdict Of(long refused, string what, string code, Dictionary<string, object> data)
    {
        data["refused"] = refused;
        return refused == 0
            ? HealthVerdict.Healthy with { Data = data }
            : HealthVerdict.Degraded($"{what} has refused {refused} calls since the last look") with { Code = code, Data = data };
    }
}
