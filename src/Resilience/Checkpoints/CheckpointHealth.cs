namespace Resilience;

/// <summary>Makes health probes for checkpoint stores.</summary>
public static class CheckpointHealth
{
    /// <summary>
    /// Asks whether a store answers: it looks up a run that does not exist, writes nothing, and holds up no run. What the store says is
    /// critical for those who cannot go on without records.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="name">The name of the probe.</param>
    /// <param name="critical">Whether the application cannot do without it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static HealthProbe CreateProbe(this ICheckpointStore store, string name = "checkpoints", bool critical = true)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new(name, cancellationToken => LookAsync(store, cancellationToken))
        {
            Critical = critical,
            Description = "checkpoint store",
            Tags = ["checkpoints"],
        };
    }

    private static async ValueTask<HealthVerdict> LookAsync(ICheckpointStore store, CancellationToken cancellationToken)
    {
        try
        {
            await store.FindRunAsync(new RunKey("health", "probe"), cancellationToken).ConfigureAwait(false);
            return HealthVerdict.Healthy;
        }
        catch (CheckpointException error)
        {
            return HealthVerdict.Unhealthy("the store fails") with { Code = error.Code };
        }
    }
}
