using Resilience.Checkpoints;
using Resilience.Orchestration;

namespace Resilience;

// Ending runs for good.
public sealed partial class Orchestrator<TContext>
{
    /// <summary>
    /// Ends a run for good: one that is under way in this process is told to stop, and ends as <see cref="RunResultStatus.Cancelled"/> when
    /// its stage has stopped; one that was interrupted is marked as finished.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there was anything to cancel: false if there is no such run, or it has finished.</returns>
    /// <exception cref="CheckpointException">Another process owns the run, or its records cannot be read or written.</exception>
    public async ValueTask<bool> CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        RunKey key = _settings.Key(runId);
        while (_live.TryGetValue(runId, out LiveRun? live))
        {
            if (live.TryCancel())
                return true;
            await live.WaitForEndAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_settings.Store is not { } store
            || await store.FindRunAsync(key, cancellationToken).ConfigureAwait(false) is null or { Status: RunStatus.Finished })
        {
            return false;
        }

        IRunLease lease = await store.AcquireAsync(key, null, cancellationToken).ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
            return await FinishAsync(lease).ConfigureAwait(false);
    }

    private async ValueTask<bool> FinishAsync(IRunLease lease)
    {
        var history = new RunHistory(lease.History);
        if (history.Started is null || history.Finished is not null)
            return false;
        DateTimeOffset now = _settings.TimeProvider.GetUtcNow();
        var journal = new RunJournal(lease, CheckpointDurability.BeforeNextStage);
        await using (journal.ConfigureAwait(false))
        {
            await journal.FinishedAsync(
                history.Last!.Metadata.DefinitionHash, RunResultStatus.Cancelled, last: null, traceHash: null, now, now)
                .ConfigureAwait(false);
        }

        return true;
    }
}
