using Resilience.Checkpoints;

namespace Resilience.Testing.Tests.Wrong;

internal static partial class WrongStores
{
    /// <summary>The names of all of them.</summary>
    public static IEnumerable<string> Names => _ofRecords.Keys.Concat(_ofRuns.Keys);

    /// <summary>The wrongdoing of a name.</summary>
    public static Wrongdoing Of(string name) => _ofRecords.GetValueOrDefault(name) ?? _ofRuns[name];

    private static Wrongdoing Drafting(Func<CheckpointDraft, CheckpointDraft> change) =>
        new() { Append = (lease, draft, token) => lease.AppendAsync(change(draft), token) };

    private static Wrongdoing Metadata(Func<CheckpointMetadata, CheckpointMetadata> change) =>
        Drafting(draft => draft with { Metadata = change(draft.Metadata) });

    private static Wrongdoing Appended(Func<CheckpointInfo, CheckpointInfo> change) =>
        new() { Append = async (lease, draft, token) => change(await lease.AppendAsync(draft, token)) };

    private static Wrongdoing Infos(Func<CheckpointInfo, CheckpointInfo> change) => new() { History = infos => infos.Select(change) };

    private static Wrongdoing Heads(Func<RunHead, RunHead> change) =>
        new() { Head = head => head is null ? null : change(head), List = heads => heads.Select(change) };

    private static Wrongdoing Changing(List<CheckpointInfo> handedOut) => new()
    {
        Known = infos =>
        {
            handedOut.Clear();
            handedOut.AddRange(infos);
            return handedOut;
        },
        Append = async (lease, draft, token) =>
        {
            CheckpointInfo written = await lease.AppendAsync(draft, token);
            handedOut.Add(written);
            return written;
        },
    };

    /// <summary>Says that a record was written which was refused.</summary>
    private static Wrongdoing Pretending(CheckpointError error) =>
        new() { Append = (lease, draft, token) => OrAsync<CheckpointException>(lease, draft, token, refused => refused.Error == error) };

    private static async ValueTask<CheckpointInfo> OrAsync<T>(
        IRunLease lease, CheckpointDraft draft, CancellationToken token, Func<T, bool>? pretends = null)
        where T : Exception
    {
        try
        {
            return await lease.AppendAsync(draft, token);
        }
        catch (T refused) when (pretends?.Invoke(refused) ?? true)
        {
            return new()
            {
                Run = lease.Run,
                Sequence = 2,
                FencingToken = 1,
                Metadata = draft.Metadata,
                RecordedAt = default,
                Host = "",
                Hash = "",
                PreviousHash = "",
            };
        }
    }

    private static CheckpointRecord? WithBytes(CheckpointRecord? record, Action<byte[]> change)
    {
        if (record is not { Payload: { Schema: { } schema, Bytes.IsEmpty: false } payload })
            return record;
        byte[] bytes = payload.Bytes.ToArray();
        change(bytes);
        return record with { Payload = CheckpointPayload.Plain(bytes, schema) };
    }

    private static CheckpointRecord? Cut(CheckpointRecord? record, int most) =>
        record is { Payload: { Schema: { } schema } payload } && payload.Bytes.Length > most
            ? record with { Payload = CheckpointPayload.Plain(payload.Bytes[..most], schema) }
            : record;
}
