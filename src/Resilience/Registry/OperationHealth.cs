using Resilience.Health;

namespace Resilience.Registry;

/// <summary>How well operations are: as well as the worst of their circuits.</summary>
internal static class OperationHealth
{
    public static HealthProbe CreateProbe(ResilienceOperation operation, string name, bool critical) =>
        new(name, () => Look(operation, critical))
        {
            Critical = critical,
            Interval = TimeSpan.FromSeconds(5),
            FailureThreshold = 1,
            SuccessThreshold = 1,
            Description = "operation",
            Tags = ["operation"],
        };

    // Asked anew each time: a reload may have put other circuits there.
    private static HealthVerdict Look(ResilienceOperation operation, bool critical)
    {
        HealthVerdict worst = HealthVerdict.Healthy;
        foreach (CircuitBreaker breaker in operation.Breakers)
        {
            HealthVerdict found = ComponentHealth.Of(breaker, critical);
            if (found.State > worst.State)
                worst = found;
        }

        return worst;
    }
}
