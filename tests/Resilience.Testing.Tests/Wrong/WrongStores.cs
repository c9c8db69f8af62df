using Resilience.Checkpoints;

namespace Resilience.Testing.Tests.Wrong;

/// <summary>Stores that do one thing wrong, by what it is.</summary>
internal static partial class WrongStores
{
    private static readonly Dictionary<string, Wrongdoing> _ofRecords = new()
    {
        ["loses the last record"] = new() { History = static infos => infos.SkipLast(1) },
        ["gives every owner the same token"] = new() { Token = static _ => 1 },
        ["gives no token"] = new() { Token = static _ => 0 },
        ["lets two owners in"] = new()
        {
            Acquire = static (store, run, how, token) => store.AcquireAsync(run, (how ?? RunAcquisition.Default) with { TakeOver = true }, token),
        },
        ["lends a run to the same owner for ever"] = new() { Dispose = static _ => default },
        ["changes a byte of the payload"] = new() { Record = static record => WithBytes(record, static bytes => bytes[0] ^= 1) },
        ["gives the first record for those before it"] = new()
        {
            Read = static (store, run, sequence, token) => store.ReadAsync(run, Math.Max(1, sequence), token),
        },
        ["cuts payloads at a megabyte"] = new() { Record = static record => Cut(record, (1024 * 1024) - 1) },
        ["takes an empty payload for none"] = Drafting(static draft => draft.Payload.Bytes.IsEmpty ? draft with { Payload = default } : draft),
        ["unpacks"] = Drafting(static draft => draft with { Payload = CheckpointPayload.Plain(draft.Payload.Bytes, draft.Payload.Schema!) }),
        ["forgets properties"] = Metadata(static data => data with { Properties = new Dictionary<string, string>() }),
        ["keeps times in UTC"] = Metadata(static data => data with { StartedAt = data.StartedAt?.ToUniversalTime() }),
        ["loses a tick of times"] = Metadata(static data => data with { StartedAt = data.StartedAt?.AddTicks(-1) }),
        ["stamps records by another clock"] = Infos(static info => info with { RecordedAt = info.RecordedAt.AddSeconds(1) }),
        ["finishes runs long ago"] = new()
        {
            List = static heads => heads.Select(static head => head with { Last = head.Last! with { RecordedAt = DateTimeOffset.MinValue } }),
        },
        ["finishes all runs at once"] = new()
        {
            List = static heads => heads.OrderBy(static head => head.Run.RunId)
                .Select(static head => head with { Last = head.Last! with { RecordedAt = new(2026, 3, 1, 12, 0, 0, default) } }),
        },
        ["links no records"] = Infos(static info => info with { PreviousHash = "" }),
        ["binds the first record to nothing"] = Appended(static info => info with { PreviousHash = new string('0', 64) }),
        ["counts places from zero"] = Appended(static info => info with { Sequence = info.Sequence - 1 }),
        ["names another head"] = new() { Verification = static found => found is null ? null : found with { HeadHash = "another" } },
        ["finds nothing wrong"] = new() { Verification = static found => found is null ? null : found with { Findings = [] } },
        ["finds something wrong in every run"] = new()
        {
            Verification = static found => found is null ? null : found with { Findings = [new(1, CheckpointError.Corrupt, "Wrong.")] },
        },
        ["writes no record of owners"] = new()
        {
            Known = static infos => [.. infos.Where(static info => info.Metadata.Kind != CheckpointKind.Owned)],
        },
        ["changes the history that it handed out"] = Changing([]),
        ["lets an owner go on that lost its run"] = Pretending(CheckpointError.OwnershipLost),
        ["tells every owner that the run is lost"] = new() { Lost = static _ => new(canceled: true) },
        ["throws away what is too large"] = Pretending(CheckpointError.TooLarge),
        ["throws away what is malformed"] = new() { Append = static (lease, draft, token) => OrAsync<ArgumentException>(lease, draft, token) },
        ["throws away restarts"] = new()
        {
            Append = static (lease, draft, token) =>
                draft.Metadata.Kind == CheckpointKind.Restarted ? new(lease.History[^1]) : lease.AppendAsync(draft, token),
        },
        ["ignores transactions"] = Drafting(static draft => draft with { Transaction = null }),
        ["ignores cancellation"] = new() { Cancellation = static _ => CancellationToken.None },
        ["authenticates nothing"] = new() { Known = static infos => [.. infos.Select(static info => info with { IsAuthenticated = false })] },
    };
}
