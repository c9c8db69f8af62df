using Resilience.Telemetry;

namespace Resilience;

/// <summary>What a <see cref="HealthProbe"/> found out.</summary>
public sealed record HealthVerdict
{
    private HealthVerdict(HealthState state, string? description)
    {
        State = state;
        Description = description;
    }

    /// <summary>It works.</summary>
    public static HealthVerdict Healthy { get; } = new(HealthState.Healthy, null);

    /// <summary>How well it is.</summary>
    public HealthState State { get; }

    /// <summary>
    /// What was found, for people; null if there is nothing to say. It is shown to whoever may see the details of health, so it goes
    /// through the monitor's redaction.
    /// </summary>
    public string? Description { get; private init; }

    /// <summary>Figures to go with it, such as how full something is. Empty by default.</summary>
    public IReadOnlyDictionary<string, object> Data { get; init; } = NoData;

    /// <summary>The stable error code of what is wrong, one of <see cref="ErrorCodes"/>; null if nobody said.</summary>
    public string? Code { get; init; }

    internal static IReadOnlyDictionary<string, object> NoData { get; } = new Dictionary<string, object>(0);

    /// <summary>It works, and there is something to say.</summary>
    /// <param name="description">What was found, for people.</param>
    public static HealthVerdict HealthyBut(string? description) => new(HealthState.Healthy, description);

    /// <summary>It works, but not as it should.</summary>
    /// <param name="description">What was found, for people.</param>
    public static HealthVerdict Degraded(string? description = null) => new(HealthState.Degraded, description);

    /// <summary>It does not work.</summary>
    /// <param name="description">What was found, for people.</param>
    public static HealthVerdict Unhealthy(string? description = null) => new(HealthState.Unhealthy, description);

    /// <summary>True is healthy, false is unhealthy.</summary>
    /// <param name="isHealthy">Whether it works.</param>
    public static HealthVerdict FromBoolean(bool isHealthy) => isHealthy ? Healthy : Unhealthy();

    internal HealthVerdict Redacted(RedactionPolicy policy) =>
        Description is null ? this : this with { Description = policy.Redact(Description)!.ReplaceLineEndings(" ") };
}
