namespace Resilience.Health;

/// <summary>A check that is over, to be told once no lock is held.</summary>
/// <param name="Change">The change of the probe's state; null if there is none.</param>
/// <param name="Thrown">What the check has thrown; null if nothing.</param>
/// <param name="Ended">Those who wait for it; null if nobody does.</param>
internal readonly record struct SettledCheck(HealthChange? Change, Exception? Thrown, TaskCompletionSource? Ended)
{
    public void Tell(HealthMonitor monitor)
    {
        if (Change is not null)
            monitor.Changed(Change, Thrown);
        Ended?.TrySetResult();
    }
}
