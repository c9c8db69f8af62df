using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// When a replica that is worse than the others is sent no calls for a while. The rules and their numbers are those of Envoy's outlier
/// detection.
/// </summary>
public sealed class EjectionOptions
{
    /// <summary>After how many failures in a row: 1 to 1,000; null for never. Default: 5.</summary>
    public int? ConsecutiveFailures { get; set; } = 5;

    /// <summary>From which share of failures in an interval on: 0 to 1; null for never. Default: 0.85.</summary>
    public double? FailureRatio { get; set; } = 0.85;

    /// <summary>
    /// From how many standard deviations below the mean success rate of all on: 0 to 10; null for never. Needs five replicas with
    /// <see cref="MinimumCalls"/>. Default: 1.9.
    /// </summary>
    public double? SuccessRateDeviations { get; set; } = 1.9;

    /// <summary>How many calls of an interval it takes to judge by shares: 1 to 1,000,000. Default: 50.</summary>
    public int MinimumCalls { get; set; } = 50;

    /// <summary>How long an interval is: 10 ms to 49 days. Default: 10 seconds.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the first ejection lasts: 1 ms to 49 days. The next ones are as many times longer, and each interval without one makes the
    /// next one shorter again. Up to a tenth is added at random. Default: 30 seconds.
    /// </summary>
    public TimeSpan Duration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest ejection, before what is added at random. Default: 5 minutes.</summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Which share of the replicas may be ejected at once: 0 to 1; one may be, always, and one stays, always. Default: 0.5.
    /// </summary>
    public double MaxEjectedShare { get; set; } = 0.5;

    internal EjectionOptions Copy() => (EjectionOptions)MemberwiseClone();

    internal void Validate(OptionErrors errors)
    {
        TimeSpan shortest = TimeSpan.FromMilliseconds(1);
        errors.Between(nameof(ConsecutiveFailures), ConsecutiveFailures, 1, 1_000);
        errors.Between(nameof(FailureRatio), FailureRatio, 0, 1);
        errors.Between(nameof(SuccessRateDeviations), SuccessRateDeviations, 0, 10);
        errors.Between(nameof(MinimumCalls), MinimumCalls, 1, 1_000_000);
        errors.Between(nameof(Interval), Interval, TimeSpan.FromMilliseconds(10), Require.LongestWait);
        errors.Between(nameof(Duration), Duration, shortest, Require.LongestWait);
        errors.Between(nameof(MaxDuration), MaxDuration, Duration < shortest ? shortest : Duration, Require.LongestWait);
        errors.Between(nameof(MaxEjectedShare), MaxEjectedShare, 0, 1);
    }
}
