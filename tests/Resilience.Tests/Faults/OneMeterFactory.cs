using System.Diagnostics.Metrics;

namespace Resilience.Faults;

/// <summary>Gives everybody the same meter, which no other test listens to.</summary>
internal sealed class OneMeterFactory : IMeterFactory
{
    public Meter Meter { get; } = new("alone");

    public Meter Create(MeterOptions options) => Meter;

    public void Dispose() => Meter.Dispose();
}
