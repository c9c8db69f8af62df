using Resilience.Health;

namespace Resilience;

/// <summary>The health of the whole and of each of its probes, at one moment.</summary>
public sealed record HealthSnapshot
{
    /// <summary>
    /// The whole: unhealthy if something critical is; else degraded if anything is degraded or unhealthy; else unknown if nobody has
    /// looked at something critical yet, or at anything; else healthy, which it is without probes, too.
    /// </summary>
    public required HealthState State { get; init; }

    /// <summary>Since when the whole is in this state.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When this was taken.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The probes, sorted by name.</summary>
    public required IReadOnlyList<HealthProbeSnapshot> Probes { get; init; }

    /// <summary>How many probes are in a state.</summary>
    /// <param name="state">The state.</param>
    public int Count(HealthState state) => Probes.Count(probe => probe.State == state);

    /// <summary>
    /// The snapshot as JSON: <c>overall_status</c>, <c>checks</c> by name with <c>status</c> and <c>last_check</c> (seconds since 1970),
    /// and a <c>summary</c> with the number of checks in all and by state. No descriptions, no data.
    /// </summary>
    public string ToJson() => HealthJson.Write(this);
}
