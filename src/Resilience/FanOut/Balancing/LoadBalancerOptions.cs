using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>The options of a load balancer.</summary>
public sealed class LoadBalancerOptions
{
    /// <summary>How it chooses. Default: <see cref="BalancingPolicy.PowerOfTwo"/>.</summary>
    public BalancingPolicy Policy { get; set; }

    /// <summary>Chooses instead of <see cref="Policy"/>; null, the default, for nobody.</summary>
    public IReplicaPicker? Picker { get; set; }

    /// <summary>How many replicas a request may be sent to, one after the other, each once: 1 to 100. Default: 1.</summary>
    public int MaxAttempts { get; set; } = 1;

    /// <summary>
    /// Which failures make it ask another one, if it may. Default: those that are the dependency's, and rejections. They are also those
    /// that count against a replica, but for rejections.
    /// </summary>
    public FailureFilter RetryOn { get; set; } = FailureFilter.Dependency | FailureFilter.Rejections;

    /// <summary>The time for one replica: 1 ms to 49 days. Default: 10 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>When replicas are ejected; null for never.</summary>
    public EjectionOptions? Ejection { get; set; } = new();

    /// <summary>
    /// Below which share of replicas that may be called all are called, ejected and unhealthy ones too: 0 to 1. When most of them seem to
    /// be down, the few others would be overrun, and what is known is likely to be wrong. Default: 0.5.
    /// </summary>
    public double PanicThreshold { get; set; } = 0.5;

    /// <summary>
    /// For how long a replica that comes back gets less than its share, growing evenly: 0 to 49 days. Default: 10 seconds.
    /// </summary>
    public TimeSpan SlowStart { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How fast old latencies and failures lose their weight: 1 ms to 49 days. Default: 10 seconds.</summary>
    public TimeSpan Decay { get; set; } = TimeSpan.FromSeconds(10);

    internal LoadBalancerOptions Copy()
    {
        var copy = (LoadBalancerOptions)MemberwiseClone();
        copy.Ejection = Ejection?.Copy();
        return copy;
    }

    internal void Validate(OptionErrors errors)
    {
        TimeSpan shortest = TimeSpan.FromMilliseconds(1);
        if (!Enum.IsDefined(Policy))
            errors.Add(nameof(Policy), $"{(int)Policy}", "one of the policies that are defined");
        errors.Between(nameof(MaxAttempts), MaxAttempts, 1, 100);
        errors.Required(nameof(RetryOn), RetryOn);
        errors.Between(nameof(AttemptTimeout), AttemptTimeout, shortest, Require.LongestWait);
        errors.Between(nameof(PanicThreshold), PanicThreshold, 0, 1);
        errors.Between(nameof(SlowStart), SlowStart, TimeSpan.Zero, Require.LongestWait);
        errors.Between(nameof(Decay), Decay, shortest, Require.LongestWait);
        Ejection?.Validate(errors.Inside(nameof(Ejection)));
    }
}
