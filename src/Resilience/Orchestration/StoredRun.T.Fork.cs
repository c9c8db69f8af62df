using System.Globalization;
using Resilience.Checkpoints;

namespace Resilience.Orchestration;

// A new run of another one's records.
internal sealed partial class StoredRun<T>
{
    public async Task<RunResult<T>> ForkAsync(RunKey source, int position, Func<T, T>? change)
    {
        await FindAsync(source).ConfigureAwait(false);
        RunHistory origin = Existing(await ReadHistoryAsync(source).ConfigureAwait(false), source);
        CheckReached(origin, position, source);
        if (await store.FindRunAsync(key, live.Caller).ConfigureAwait(false) is not null)
            throw Exists();
        // What the caller's code throws is thrown before the first record: a part of a fork is of no use to anybody.
        CheckpointPayload changed = change is null ? default : await ChangeAsync(source, origin, position, change).ConfigureAwait(false);
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            if (lease.History.Count > 0)
                throw Exists();
            await CopyAsync(lease, source, origin, position, changed).ConfigureAwait(false);
            return await GoOnAsync(lease, new(lease.History), (position, false)).ConfigureAwait(false);
        }
    }

    private async ValueTask<CheckpointPayload> ChangeAsync(RunKey source, RunHistory origin, int position, Func<T, T> change)
    {
        CheckpointInfo before = position == 0 ? origin.Started! : origin.Stages[position - 1];
        T context = settings.Serializer.Deserialize(await ReadPayloadAsync(source, before, live.Caller).ConfigureAwait(false));
        T changed = change(context);
        ArgumentNullException.ThrowIfNull(changed, nameof(change));
        return settings.Serializer.Serialize(changed);
    }

    // For the same reason the caller cannot give up in the middle of it.
    private async ValueTask CopyAsync(IRunLease lease, RunKey source, RunHistory origin, int position, CheckpointPayload changed)
    {
        CheckpointPayload context = await ReadPayloadAsync(source, origin.Started!, CancellationToken.None).ConfigureAwait(false);
        int records = 1 + position + (changed.Exists ? 1 : 0);
        await AppendAsync(lease, Start(origin.Started!.Metadata, source, records), context).ConfigureAwait(false);
        for (int i = 0; i < position; i++)
        {
            context = await ReadPayloadAsync(source, origin.Stages[i], CancellationToken.None).ConfigureAwait(false);
            await AppendAsync(lease, Stage(origin.Stages[i].Metadata, i), context).ConfigureAwait(false);
        }

        if (!changed.Exists)
            return;
        var intent = new CheckpointMetadata
        {
            Kind = CheckpointKind.Intent,
            DefinitionHash = settings.Definition.Hash,
            Stage = settings.Stages[position].Info.Name,
        };
        await AppendAsync(lease, intent, changed).ConfigureAwait(false);
    }

    private CheckpointMetadata Start(CheckpointMetadata started, RunKey source, int records) => started with
    {
        DefinitionHash = settings.Definition.Hash,
        StartedAt = settings.TimeProvider.GetUtcNow(),
        TraceParent = RunJournal.CurrentTrace(),
        Properties = new Dictionary<string, string>(started.Properties)
        {
            [RecordProperties.ForkedFrom] = source.RunId,
            [RecordProperties.ForkedRecords] = records.ToString(CultureInfo.InvariantCulture),
        },
    };

    private CheckpointMetadata Stage(CheckpointMetadata stage, int position) => stage with
    {
        DefinitionHash = settings.Definition.Hash,
        Properties = new Dictionary<string, string>(stage.Properties)
        {
            [RecordProperties.Prefix] = settings.Definition.HashUpTo(position),
        },
    };

    private static async ValueTask AppendAsync(IRunLease lease, CheckpointMetadata metadata, CheckpointPayload payload) =>
        await lease.AppendAsync(new(metadata, payload), CancellationToken.None).ConfigureAwait(false);

    private RunException Exists() => new(RunError.AlreadyExists, $"There is a run {key} already. Give the fork another id.");
}
