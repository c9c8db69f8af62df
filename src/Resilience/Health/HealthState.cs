namespace Resilience;

/// <summary>How well something is. A larger value is worse.</summary>
public enum HealthState
{
    /// <summary>Nobody has looked yet.</summary>
    Unknown,

    /// <summary>It works.</summary>
    Healthy,

    /// <summary>It works, but not as it should; or what does not work is not critical.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,
}
