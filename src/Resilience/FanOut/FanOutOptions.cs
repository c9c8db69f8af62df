using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>The options of a fan-out group. They may be replaced while the group is in use.</summary>
public sealed class FanOutOptions
{
    /// <summary>When a fan-out is done. Default: <see cref="FanOutStrategy.All"/>.</summary>
    public FanOutStrategy Strategy { get; set; }

    /// <summary>The time for a request as a whole: 1 ms to 49 days. Default: 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Which share of that time a dependency has to be initialized: 0 to 1. Default: 0.3, so that 0.7 is left for the call; time that is
    /// not needed for the one is there for the other.
    /// </summary>
    public double InitializationShare { get; set; } = 0.3;

    /// <summary>
    /// How many calls run at once for a request: 1 to 10,000. Default: 10. The next one begins as soon as one has ended.
    /// </summary>
    public int MaxConcurrency { get; set; } = 10;

    /// <summary>
    /// Whether calls run at once. If not, they are made one after the other, in order, within the same time; everything else stays.
    /// Default: true.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// With <see cref="FanOutStrategy.BestEffort"/>: after how many successes it is done, 1 or more; null, the default, to wait for all.
    /// </summary>
    public int? EnoughSuccesses { get; set; }

    /// <summary>Whether <see cref="FanOutException"/> is thrown if nobody succeeded. Default: false; the result says so.</summary>
    public bool ThrowIfAllFailed { get; set; }

    /// <summary>
    /// Whether each call begins on a thread of its own from the pool, so that one that blocks before it awaits holds up no other. Default:
    /// false; calls begin one after the other on the caller's thread.
    /// </summary>
    public bool UseThreadPool { get; set; }

    /// <summary>The same options, to be changed apart.</summary>
    public FanOutOptions Copy() => (FanOutOptions)MemberwiseClone();

    internal void Validate(OptionErrors errors)
    {
        if (!Enum.IsDefined(Strategy))
            errors.Add(nameof(Strategy), $"{(int)Strategy}", "one of the strategies that are defined");
        errors.Between(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(1), Require.LongestWait);
        errors.Between(nameof(InitializationShare), InitializationShare, 0, 1);
        errors.Between(nameof(MaxConcurrency), MaxConcurrency, 1, 10_000);
        errors.Between(nameof(EnoughSuccesses), EnoughSuccesses, 1, 10_000);
    }
}
