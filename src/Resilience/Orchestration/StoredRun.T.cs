using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>Finds out where a run in a store stands, becomes its owner, and goes on with it.</summary>
internal sealed partial class StoredRun<T>(
    OrchestratorSettings<T> settings, ICheckpointStore store, RunKey key, RunOptions options, LiveRun live)
{
    public async Task<RunResult<T>> StartOrResumeAsync(T input)
    {
        string hash = settings.Serializer.Hash(input);
        RunHead? head = await store.FindRunAsync(key, live.Caller).ConfigureAwait(false);
        if (head?.Status == RunStatus.Finished && await ReadResultAsync(hash).ConfigureAwait(false) is { } recorded)
            return recorded;
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            var history = new RunHistory(lease.History);
            if (history.Started is null)
                return await StartAsync(lease, input, hash).ConfigureAwait(false);
            // Somebody else may have finished it since it was looked for.
            CheckInput(history, hash);
            if (history.Finished is not null)
                return await ReadResultAsync(history).ConfigureAwait(false);
            return await GoOnAsync(lease, history, ResumePoint(history)).ConfigureAwait(false);
        }
    }

    public async Task<RunResult<T>> ResumeAsync()
    {
        RunHead head = await FindAsync(key).ConfigureAwait(false);
        if (head.Outcome == CheckpointStatus.Completed && await ReadResultAsync(inputHash: null).ConfigureAwait(false) is { } recorded)
            return recorded;
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            RunHistory history = Existing(new(lease.History), key);
            if (history.Finished?.Metadata.Status == CheckpointStatus.Completed)
                return await ReadResultAsync(history).ConfigureAwait(false);
            (int position, bool restarts) = ResumePoint(history);
            bool opensAgain = history.Finished is not null && position < settings.Stages.Length;
            return await GoOnAsync(lease, history, (position, restarts || opensAgain)).ConfigureAwait(false);
        }
    }

    public async Task<RunResult<T>> ResumeFromAsync(int position)
    {
        await FindAsync(key).ConfigureAwait(false);
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            RunHistory history = Existing(new(lease.History), key);
            CheckReached(history, position, key);
            return await GoOnAsync(lease, history, (position, true)).ConfigureAwait(false);
        }
    }

    private async Task<RunResult<T>> StartAsync(IRunLease lease, T input, string hash)
    {
        ContextKeeper<T> context = settings.Keep(input);
        RunInfo run = Run(lease, isResumed: false);
        RunJournal journal = Journal(lease, run);
        await using (journal.ConfigureAwait(false))
        {
            await journal.StartedAsync(settings.Definition.Hash, hash, run.StartedAt, context.Payload, options.Properties)
                .ConfigureAwait(false);
            var loop = new RunLoop<T>(settings, run, live, options, context, journal, new(lease.History));
            return await loop.RunAsync(0).ConfigureAwait(false);
        }
    }

    private async Task<RunResult<T>> GoOnAsync(IRunLease lease, RunHistory history, (int Position, bool Restarts) from)
    {
        RunInfo run = Run(lease, isResumed: true);
        RunJournal journal = Journal(lease, run);
        await using (journal.ConfigureAwait(false))
        {
            if (from.Restarts)
            {
                await journal.RestartedAsync(settings.Definition.Hash, settings.Stages[from.Position].Info).ConfigureAwait(false);
                history = new(lease.History);
            }

            CheckpointRecord record = await lease.ReadAsync(history.Context!.Sequence, live.Caller).ConfigureAwait(false);
            ContextKeeper<T> context = settings.Keep(settings.Serializer.Deserialize(record.Payload), record.Payload);
            var loop = new RunLoop<T>(settings, run, live, options, context, journal, history);
            return await loop.RunAsync(from.Position).ConfigureAwait(false);
        }
    }

    private async ValueTask<RunHead> FindAsync(RunKey run) =>
        await store.FindRunAsync(run, live.Caller).ConfigureAwait(false)
        ?? throw NotFound(run);

    // Somebody may have deleted it since it was found.
    private static RunHistory Existing(RunHistory history, RunKey run) => history.Started is null ? throw NotFound(run) : history;

    private static RunException NotFound(RunKey run) => new(RunError.NotFound, $"There is no run {run}.");

    private ValueTask<IRunLease> AcquireAsync() => store.AcquireAsync(key, options.Acquisition, live.Caller);

    private RunInfo Run(IRunLease lease, bool isResumed) =>
        new(key, lease.FencingToken, settings.TimeProvider.GetUtcNow(), isResumed, RunJournal.CurrentTrace());

    private RunJournal Journal(IRunLease lease, RunInfo run)
    {
        live.Watch(lease.Lost);
        return new(new ObservedLease(lease, run, settings.Observers, settings.TimeProvider), settings.Durability);
    }
}
