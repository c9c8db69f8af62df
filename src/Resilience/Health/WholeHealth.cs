namespace Resilience.Health;

/// <summary>Makes one state of the states of probes.</summary>
internal static class WholeHealth
{
    public static HealthState Of(IReadOnlyCollection<ProbeSlot> slots)
    {
        bool isDegraded = false;
        bool isUnknown = slots.Count > 0 && slots.All(static slot => slot.State == HealthState.Unknown);
        foreach (ProbeSlot slot in slots)
        {
            HealthState state = slot.State;
            if (state == HealthState.Unhealthy && slot.Probe.Critical)
                return HealthState.Unhealthy;
            isDegraded |= state >= HealthState.Degraded;
            isUnknown |= state == HealthState.Unknown && slot.Probe.Critical;
        }

        return isDegraded ? HealthState.Degraded : isUnknown ? HealthState.Unknown : HealthState.Healthy;
    }
}
