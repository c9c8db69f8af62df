using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>Finds out where a run in a store stands, becomes its owner, and goes on with it.</summary>
/// <remarks>
/// What cannot go on is refused before the run is acquired, for each owner leaves a record; and once more afterwards, for somebody else may
/// have been the owner in between.
/// </remarks>
internal sealed partial class StoredRun<T>(
    OrchestratorSettings<T> settings, ICheckpointStore store, RunKey key, RunOptions options, LiveRun live)
{
    public async Task<RunResult<T>> StartOrResumeAsync(T input)
    {
        string hash = settings.Serializer.Hash(input);
        RunHead? head = await store.FindRunAsync(key, live.Caller).ConfigureAwait(false);
        if (head is { Status: RunStatus.Finished or RunStatus.Interrupted })
        {
            RunHistory seen = await ReadHistoryAsync(key).ConfigureAwait(false);
            if (seen.Finished is not null)
                return await ResultOfAsync(seen, hash).ConfigureAwait(false);
            if (seen.Started is not null)
            {
                CheckInput(seen, hash);
                ResumePoint(seen);
            }
        }

        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            var history = new RunHistory(lease.History);
            if (history.Started is null)
                return await StartAsync(lease, input, hash).ConfigureAwait(false);
            if (history.Finished is not null)
                return await ResultOfAsync(history, hash).ConfigureAwait(false);
            CheckInput(history, hash);
            return await GoOnAsync(lease, history, ResumePoint(history)).ConfigureAwait(false);
        }
    }

    public async Task<RunResult<T>> ResumeAsync()
    {
        RunHistory seen = await FindAsync(key).ConfigureAwait(false);
        if (seen.Finished?.Metadata.Status == CheckpointStatus.Completed)
            return await ResultOfAsync(seen).ConfigureAwait(false);
        ResumePoint(seen);
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            RunHistory history = HistoryOf(lease);
            if (history.Finished?.Metadata.Status == CheckpointStatus.Completed)
                return await ResultOfAsync(history).ConfigureAwait(false);
            (int position, bool restarts) = ResumePoint(history);
            bool opensAgain = history.Finished is not null && position < settings.Stages.Length;
            return await GoOnAsync(lease, history, (position, restarts || opensAgain)).ConfigureAwait(false);
        }
    }

    public async Task<RunResult<T>> ResumeFromAsync(int position)
    {
        CheckReached(await FindAsync(key).ConfigureAwait(false), position, key);
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            RunHistory history = HistoryOf(lease);
            CheckReached(history, position, key);
            return await GoOnAsync(lease, history, (position, true)).ConfigureAwait(false);
        }
    }

    private async Task<RunResult<T>> StartAsync(IRunLease lease, T input, string hash)
    {
        ContextKeeper<T> context = settings.Keep(input).Shared();
        IReadOnlyDictionary<string, string> properties = settings.Redaction.RedactAll(options.Properties);
        RunInfo run = Run(lease, isResumed: false, properties);
        RunJournal journal = Journal(lease, run);
        await using (journal.ConfigureAwait(false))
        {
            await journal.StartedAsync(settings.Definition.Hash, hash, run.StartedAt, context.Payload, properties)
                .ConfigureAwait(false);
            var loop = new RunLoop<T>(settings, run, live, options, context, journal, new(lease.History));
            return await loop.RunAsync(0).ConfigureAwait(false);
        }
    }

    private async Task<RunResult<T>> GoOnAsync(IRunLease lease, RunHistory history, (int Position, bool Restarts) from)
    {
        RunInfo run = Run(lease, isResumed: true, OwnProperties(history.Started!));
        RunJournal journal = Journal(lease, run);
        await using (journal.ConfigureAwait(false))
        {
            string? next = from.Position < settings.Stages.Length ? settings.Stages[from.Position].Info.Name : null;
            if (from.Restarts)
            {
                await journal.RestartedAsync(settings.Definition.Hash, settings.Stages[from.Position].Info).ConfigureAwait(false);
                history = new(lease.History);
            }

            CheckpointRecord record = await lease.ReadAsync(history.ContextFor(next).Sequence, live.Caller).ConfigureAwait(false);
            ContextKeeper<T> context = settings.Keep(settings.Serializer.Deserialize(record.Payload), record.Payload);
            var loop = new RunLoop<T>(settings, run, live, options, context, journal, history);
            return await loop.RunAsync(from.Position).ConfigureAwait(false);
        }
    }

    private static Dictionary<string, string> OwnProperties(CheckpointInfo started) => started.Metadata.Properties
        .Where(static property => !property.Key.StartsWith(RecordProperties.Reserved, StringComparison.Ordinal)).ToDictionary();

    private async ValueTask<RunHistory> FindAsync(RunKey run)
    {
        RunHistory history = await ReadHistoryAsync(run).ConfigureAwait(false);
        return history.Started is not null ? history : throw NotFound(run);
    }

    private RunHistory HistoryOf(IRunLease lease)
    {
        var history = new RunHistory(lease.History);
        return history.Started is not null ? history : throw NotFound(key);
    }

    private static RunException NotFound(RunKey run) => new(RunError.NotFound, $"There is no run {run}.");

    private ValueTask<IRunLease> AcquireAsync() => store.AcquireAsync(key, options.Acquisition, live.Caller);

    private RunInfo Run(IRunLease lease, bool isResumed, IReadOnlyDictionary<string, string> properties) =>
        new(key, lease.FencingToken, settings.TimeProvider.GetUtcNow(), isResumed, RunJournal.CurrentTrace(), properties);

    private RunJournal Journal(IRunLease lease, RunInfo run)
    {
        live.Watch(lease.Lost);
        return new(new ObservedLease(lease, run, settings.Observers, settings.TimeProvider), settings.Durability);
    }
}
