using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>What must not become part of a chain that cannot be changed.</summary>
internal static class DraftChecks
{
    private static readonly (string What, CheckpointDraft Draft)[] _malformed =
    [
        ("a record of the store's own kind", With(static data => data with { Kind = CheckpointKind.Owned })),
        ("a record of an unknown kind", With(static data => data with { Kind = (CheckpointKind)99 })),
        ("a record with an unknown status", With(static data => data with { Status = (CheckpointStatus)99 })),
        ("a stage's record without the stage", With(static data => data with { Stage = null })),
        ("a stage without a name", With(static data => data with { Stage = "" })),
        ("a stage's name of 257 characters", With(static data => data with { Stage = new string('s', 257) })),
        ("a stage's name with half a character", With(static data => data with { Stage = "half \uD83D" })),
        ("an intent without a stage", With(static data => data with { Kind = CheckpointKind.Intent, Stage = null })),
        ("a restart without a stage", With(static data => data with { Kind = CheckpointKind.Restarted, Stage = null })),
        ("an empty definition", With(static data => data with { DefinitionHash = "" })),
        ("a definition of 129 characters", With(static data => data with { DefinitionHash = new string('d', 129) })),
        ("a code with half a character", With(static data => data with { Code = "\uDC00" })),
        ("a negative attempt", With(static data => data with { Attempt = -1 })),
        ("a negative mitigation", With(static data => data with { Mitigation = -1 })),
        ("a traceparent of 129 characters", With(static data => data with { TraceParent = new string('t', 129) })),
        ("a property with half a character", Properties(("a", "\uD800"))),
        ("a property without a name", Properties(("", "a"))),
        ("properties of 16,385 characters", Properties(("a", new string('v', 16 * 1024)))),
        ("65 properties", Properties([.. Enumerable.Range(0, 65).Select(static i => ($"{i}", ""))])),
        ("a serializer without a name", Schema(new PayloadSchema("", 1, "f"))),
        ("a schema of the version 0", Schema(new PayloadSchema("s", 0, "f"))),
    ];

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(The_first_record_says_that_the_run_began_and_no_other_does),
        Check(A_malformed_record_is_refused_and_changes_nothing),
        Checklist.With(StoreCapabilities.PayloadLimit, A_payload_over_the_limit_is_refused_and_changes_nothing),
    ];

    private static async Task The_first_record_says_that_the_run_began_and_no_other_does(CheckContext context)
    {
        await using IRunLease lease = await context.AcquireAsync();

        foreach (CheckpointDraft other in (CheckpointDraft[])[Drafts.Stage("A"), Drafts.Intent("A", 1), Drafts.Finished()])
            await RefusedAsync($"a first record of the kind {other.Metadata.Kind}", other);
        await lease.AppendAsync(Drafts.Started(), context.Token);
        await RefusedAsync("a second record of the kind Started", Drafts.Started());
        await lease.AppendAsync(Drafts.Stage("A"), context.Token);

        context.Sequence(
            "the kinds of the records",
            [CheckpointKind.Started, CheckpointKind.Stage],
            (await context.HistoryAsync()).Select(static info => info.Metadata.Kind));

        Task RefusedAsync(string what, CheckpointDraft draft) =>
            context.ThrowsAsync<ArgumentException>(what, () => lease.AppendAsync(draft, context.Token).AsTask());
    }

    private static async Task A_malformed_record_is_refused_and_changes_nothing(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();

        foreach ((string what, CheckpointDraft draft) in _malformed)
            await context.ThrowsAsync<ArgumentException>(what, () => lease.AppendAsync(draft, context.Token).AsTask());

        context.Equal("the place of the next record", 2, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
        context.Equal("the number of records", 2, (await context.HistoryAsync()).Count);
    }

    private static async Task A_payload_over_the_limit_is_refused_and_changes_nothing(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        CheckpointDraft atLimit = Drafts.Stage("A") with { Payload = Samples.Bytes(context.Setup.MaxPayloadBytes) };
        CheckpointDraft over = Drafts.Stage("A") with { Payload = Samples.Bytes(context.Setup.MaxPayloadBytes + 1) };

        await context.RefusedAsync(
            "a payload of one byte too much", CheckpointError.TooLarge, () => lease.AppendAsync(over, context.Token).AsTask());
        context.Equal("the place of the next record", 2, (await lease.AppendAsync(atLimit, context.Token)).Sequence);
    }

    private static CheckpointDraft With(Func<CheckpointMetadata, CheckpointMetadata> change) =>
        Drafts.Stage("A") is var draft ? draft with { Metadata = change(draft.Metadata) } : draft;

    private static CheckpointDraft Properties(params (string Name, string Value)[] properties) =>
        With(data => data with { Properties = properties.ToDictionary(static it => it.Name, static it => it.Value) });

    private static CheckpointDraft Schema(PayloadSchema schema) =>
        Drafts.Stage("A") with { Payload = CheckpointPayload.Plain(default, schema) };
}
