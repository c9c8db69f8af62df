using Resilience.Orchestration;

namespace Resilience;

// What hosts need to know, and shutdown.
public sealed partial class Orchestrator<TContext>
{
    private bool _isDraining;

    /// <inheritdoc/>
    public bool HasCheckpoints => _settings.Store is not null;

    /// <inheritdoc/>
    public async Task DrainAsync(CancellationToken cancellationToken = default)
    {
        Volatile.Write(ref _isDraining, true);
        Interlocked.MemoryBarrier();
        LiveRun[] runs = [.. _live.Values];
        foreach (LiveRun live in runs)
            live.Interrupt();
        foreach (LiveRun live in runs)
            await live.WaitForEndAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    async Task<RunReport> IOrchestrator.ResumeAsync(string runId, CancellationToken cancellationToken) =>
        (await ResumeAsync(runId, options: null, cancellationToken).ConfigureAwait(false)).Report;
}
