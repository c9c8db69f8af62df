using System.Globalization;
using Resilience.Checkpoints;

namespace Resilience.Orchestration;

// A new run of another one's records.
internal sealed partial class StoredRun<T>
{
    public async Task<RunResult<T>> ForkAsync(RunKey source, int position, Func<T, T>? change)
    {
        RunHistory origin = await FindAsync(source).ConfigureAwait(false);
        CheckReached(origin, position, source);
        if (await store.FindRunAsync(key, live.Caller).ConfigureAwait(false) is not null)
            throw Exists();
        // Whatever may go wrong goes wrong before there is a new run.
        CheckpointDraft? changed = change is null ? null : await ChangedAsync(source, origin, position, change).ConfigureAwait(false);
        IRunLease lease = await AcquireAsync().ConfigureAwait(false);
        await using (lease.ConfigureAwait(false))
        {
            if (lease.History.Count > 0)
                throw Exists();
            await CopyAsync(lease, source, origin, position, changed).ConfigureAwait(false);
            return await GoOnAsync(lease, new(lease.History), (position, false)).ConfigureAwait(false);
        }
    }

    private async ValueTask<CheckpointDraft> ChangedAsync(RunKey source, RunHistory origin, int position, Func<T, T> change)
    {
        CheckpointInfo before = position == 0 ? origin.Started! : origin.Stages[position - 1];
        T context = change(settings.Serializer.Deserialize(await ReadPayloadAsync(source, before, live.Caller).ConfigureAwait(false)));
        ArgumentNullException.ThrowIfNull(context, nameof(change));
        var intent = new CheckpointMetadata
        {
            Kind = CheckpointKind.Intent,
            DefinitionHash = settings.Definition.Hash,
            Stage = settings.Stages[position].Info.Name,
        };
        return new(intent, settings.Serializer.Serialize(context));
    }

    // Nobody gives up in the middle of it: a part of a fork is of no use.
    private async ValueTask CopyAsync(IRunLease lease, RunKey source, RunHistory origin, int position, CheckpointDraft? changed)
    {
        int records = 1 + position + (changed is null ? 0 : 1);
        CheckpointPayload input = await ReadPayloadAsync(source, origin.Started!, CancellationToken.None).ConfigureAwait(false);
        await AppendAsync(lease, new(Start(origin.Started!, source, records), input)).ConfigureAwait(false);
        for (int i = 0; i < position; i++)
        {
            CheckpointPayload context = await ReadPayloadAsync(source, origin.Stages[i], CancellationToken.None).ConfigureAwait(false);
            await AppendAsync(lease, new(Stage(origin.Stages[i].Metadata, i), context)).ConfigureAwait(false);
        }

        if (changed is not null)
            await AppendAsync(lease, changed).ConfigureAwait(false);
    }

    private CheckpointMetadata Start(CheckpointInfo started, RunKey source, int records) => started.Metadata with
    {
        DefinitionHash = settings.Definition.Hash,
        StartedAt = settings.TimeProvider.GetUtcNow(),
        TraceParent = RunJournal.CurrentTrace(),
        Properties = Marked(OwnProperties(started), source, records),
    };

    private Dictionary<string, string> Marked(Dictionary<string, string> properties, RunKey source, int records)
    {
        foreach ((string name, string value) in settings.Redaction.RedactAll(options.Properties))
            properties[name] = value;
        properties[RecordProperties.ForkedFrom] = source.RunId;
        properties[RecordProperties.ForkedRecords] = records.ToString(CultureInfo.InvariantCulture);
        return properties;
    }

    private CheckpointMetadata Stage(CheckpointMetadata stage, int position) => stage with
    {
        DefinitionHash = settings.Definition.Hash,
        Properties = new Dictionary<string, string>(stage.Properties)
        {
            [RecordProperties.Prefix] = settings.Definition.HashUpTo(position),
        },
    };

    private static async ValueTask AppendAsync(IRunLease lease, CheckpointDraft draft) =>
        await lease.AppendAsync(draft, CancellationToken.None).ConfigureAwait(false);

    private RunException Exists() => new(RunError.AlreadyExists, $"There is a run {key} already. Give the fork another id.");
}
