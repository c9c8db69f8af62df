namespace Resilience;

/// <summary>Options of injected delays.</summary>
public sealed class ChaosLatencyOptions : ChaosOptions
{
    /// <summary>Creates options with their defaults.</summary>
    public ChaosLatencyOptions()
        : base("chaos latency")
    {
    }

    /// <summary>The delay before the callback: from zero, which is none, to 49 days. The default is 30 seconds.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Decides the delay call by call, instead of <see cref="Latency"/>; zero or negative injects none. An exception thrown here ends the
    /// attempt as its failure. By default the delay is fixed.
    /// </summary>
    public Func<ChaosArguments, TimeSpan>? LatencyGenerator { get; set; }
}
