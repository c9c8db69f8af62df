namespace Resilience.Hosting.Configuration.Model;

/// <summary>No protection: calls are counted and go through. Fits pipelines with results of any type.</summary>
internal static class PassThrough
{
    public static OperationDefinition Definition { get; } = new(new ResiliencePreset("Disabled", static options =>
    {
        options.Timeout = null;
        options.Retry = null;
        options.CircuitBreaker = null;
        options.RateLimit = null;
        options.Bulkhead = null;
        options.AttemptTimeout = null;
    }));
}
