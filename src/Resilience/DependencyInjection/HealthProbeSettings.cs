namespace Resilience.DependencyInjection;

/// <summary>What is said of a probe beside its code, by its name. What is null stays as the code says.</summary>
public sealed class HealthProbeSettings
{
    /// <summary>See <see cref="HealthProbe.Critical"/>.</summary>
    public bool? Critical { get; set; }

    /// <summary>See <see cref="HealthProbe.Timeout"/>.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>See <see cref="HealthProbe.Interval"/>.</summary>
    public TimeSpan? Interval { get; set; }

    /// <summary>See <see cref="HealthProbe.Jitter"/>.</summary>
    public double? Jitter { get; set; }

    /// <summary>See <see cref="HealthProbe.FailureThreshold"/>.</summary>
    public int? FailureThreshold { get; set; }

    /// <summary>See <see cref="HealthProbe.SuccessThreshold"/>.</summary>
    public int? SuccessThreshold { get; set; }

    /// <summary>The probe, with what is said here.</summary>
    /// <param name="probe">The probe as the code has made it.</param>
    internal HealthProbe Apply(HealthProbe probe) => new(probe.Name, probe.Check)
    {
        Critical = Critical ?? probe.Critical,
        Timeout = Timeout ?? probe.Timeout,
        Interval = Interval ?? probe.Interval,
        Jitter = Jitter ?? probe.Jitter,
        FailureThreshold = FailureThreshold ?? probe.FailureThreshold,
        SuccessThreshold = SuccessThreshold ?? probe.SuccessThreshold,
        Description = probe.Description,
        Tags = probe.Tags,
    };
}
