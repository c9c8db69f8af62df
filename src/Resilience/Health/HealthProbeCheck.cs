using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Health;

/// <summary>The ranges of a probe's options.</summary>
internal static class HealthProbeCheck
{
    public static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan _shortestTimeout = TimeSpan.FromMilliseconds(1);

    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public static void Validate(HealthProbe probe) => OptionErrors.Check(
        $"health probe '{probe.Name}'",
        errors =>
        {
            errors.Between(nameof(probe.Timeout), probe.Timeout, _shortestTimeout, Require.LongestWait);
            errors.Between(nameof(probe.Interval), probe.Interval, ShortestInterval, Require.LongestWait);
            errors.Between(nameof(probe.Jitter), probe.Jitter, 0, 0.5);
            errors.Between(nameof(probe.FailureThreshold), probe.FailureThreshold, 1, 100);
            errors.Between(nameof(probe.SuccessThreshold), probe.SuccessThreshold, 1, 100);
            errors.Required(nameof(probe.Tags), probe.Tags);
        },
        "probe");
}
