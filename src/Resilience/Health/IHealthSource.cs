namespace Resilience;

/// <summary>
/// Something whose health can be asked for: a <see cref="HealthMonitor"/> as a whole, one of its probes, or your own. Asked on hot paths,
/// so the answer has to be at hand.
/// </summary>
public interface IHealthSource
{
    /// <summary>How well it is now.</summary>
    HealthState State { get; }
}
