namespace Resilience.Health;

/// <summary>States as words in files, metrics and messages.</summary>
internal static class HealthWords
{
    public static string Of(HealthState state) => state switch
    {
        HealthState.Healthy => "healthy",
        HealthState.Degraded => "degraded",
        HealthState.Unhealthy => "unhealthy",
        _ => "unknown",
    };
}
