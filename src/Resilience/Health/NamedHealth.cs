namespace Resilience.Health;

/// <summary>The health of whatever probe has a name, now and later: unknown while there is none.</summary>
internal sealed class NamedHealth(string name) : IHealthSource
{
    private volatile ProbeSlot? _slot;

    public HealthState State => _slot?.State ?? HealthState.Unknown;

    public void Become(ProbeSlot? slot) => _slot = slot;

    public override string ToString() => name;
}
