using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>What was appended comes back.</summary>
internal static class RecordChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(A_run_that_nobody_started_has_an_owner_and_no_records),
        Check(What_was_appended_comes_back_as_it_was),
        Check(Properties_come_back_as_they_were),
        Check(Times_keep_their_offset_and_every_tick),
        Check(Packed_bytes_come_back_packed_and_with_their_length),
        Check(A_payload_without_bytes_is_another_thing_than_none),
        Check(A_large_payload_comes_back_whole),
        Check(A_record_that_does_not_exist_is_null_to_readers_and_an_error_to_the_owner),
        Check(The_context_from_which_a_run_goes_on_is_the_last_one_with_a_payload),
        With(StoreCapabilities.Clock, Records_have_the_time_of_the_clock_that_was_given),
    ];

    private static async Task A_run_that_nobody_started_has_an_owner_and_no_records(CheckContext context)
    {
        await using IRunLease lease = await context.AcquireAsync();

        context.Equal("the lease's run", CheckContext.Run, lease.Run);
        context.True("a fencing token of 1 or more", lease.FencingToken >= 1);
        context.Equal("the number of records", 0, lease.History.Count);
        context.Equal("the number of records put aside", 0, lease.Quarantined.Count);
        context.Equal("what is found of it", null, await context.Store.FindRunAsync(CheckContext.Run, context.Token));
        context.Equal("what verifying found", null, await context.Store.VerifyAsync(CheckContext.Run, context.Token));
        context.Equal("the length of its history", 0, (await context.HistoryAsync()).Count);
    }

    private static async Task What_was_appended_comes_back_as_it_was(CheckContext context)
    {
        CheckpointDraft draft = Samples.Odd(70_000);
        await using IRunLease lease = await context.StartAsync();

        CheckpointInfo written = await lease.AppendAsync(draft, context.Token);
        CheckpointRecord read = context.NotNull("the record", await context.Store.ReadAsync(CheckContext.Run, 2, context.Token));
        CheckpointRecord own = await lease.ReadAsync(2, context.Token);

        context.Equal("the run", CheckContext.Run, written.Run);
        context.Equal("the place", 2, written.Sequence);
        context.Equal("the fencing token", lease.FencingToken, written.FencingToken);
        context.Sequence("the payload", draft.Payload.Bytes.ToArray(), read.Payload.Bytes.ToArray());
        context.Sequence("the payload as its owner reads it", draft.Payload.Bytes.ToArray(), own.Payload.Bytes.ToArray());
        context.Equal("the payload's schema", Drafts.Schema, read.Payload.Schema);
        context.Same("the metadata", draft.Metadata, read.Info.Metadata);
        context.Same("the record that was read", written, read.Info);
        context.Same("the record in the lease's history", written, lease.History[1]);
        context.Same("the record in the history", written, (await context.HistoryAsync())[1]);
    }

    private static async Task Properties_come_back_as_they_were(CheckContext context)
    {
        Dictionary<string, string> odd = new() { ["A"] = "", ["a"] = "\0\t\"é🙂" }, none = [];
        var most = Enumerable.Range(0, 64).ToDictionary(static i => $"name {i}", static i => new string('v', 240 + (i % 2)));
        await using IRunLease lease = await context.StartAsync();
        foreach (Dictionary<string, string> properties in (Dictionary<string, string>[])[most, odd, none])
        {
            CheckpointDraft draft = Drafts.Stage("A");
            draft = draft with { Metadata = draft.Metadata with { Properties = properties } };
            CheckpointInfo written = await lease.AppendAsync(draft, context.Token);
            CheckpointRecord? read = await context.Store.ReadAsync(CheckContext.Run, written.Sequence, context.Token);

            context.Set("the properties", properties, context.NotNull("the record", read).Info.Metadata.Properties);
        }
    }

    private static async Task Times_keep_their_offset_and_every_tick(CheckContext context)
    {
        CheckpointDraft draft = Samples.Odd(1);
        await using IRunLease lease = await context.StartAsync();

        await lease.AppendAsync(draft, context.Token);
        CheckpointMetadata read = (await context.HistoryAsync())[1].Metadata;

        context.Equal("the beginning", draft.Metadata.StartedAt, read.StartedAt);
        context.Equal("the offset of the beginning", draft.Metadata.StartedAt?.Offset, read.StartedAt?.Offset);
        context.Equal("the end", draft.Metadata.EndedAt, read.EndedAt);
    }

    private static async Task Packed_bytes_come_back_packed_and_with_their_length(CheckContext context)
    {
        byte[] packed = [.. Enumerable.Range(0, 100).Select(static i => (byte)i)];
        CheckpointDraft draft = Drafts.Stage("A") with
        {
            Payload = CheckpointPayload.Packed(packed, PayloadEncoding.Brotli, 5000, Drafts.Schema),
        };
        await using IRunLease lease = await context.StartAsync();

        await lease.AppendAsync(draft, context.Token);
        CheckpointRecord read = await lease.ReadAsync(2, context.Token);

        context.Sequence("the payload", packed, read.Payload.Bytes.ToArray());
        context.Equal("the packing", PayloadEncoding.Brotli, read.Payload.Encoding);
        context.Equal("the unpacked length", 5000, read.Payload.RawLength);
        context.Equal("the unpacked length in the record", 5000, read.Info.RawLength);
        context.Equal("the stored length", packed.Length, read.Info.StoredLength);
    }

    private static async Task A_payload_without_bytes_is_another_thing_than_none(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        await lease.AppendAsync(Drafts.Stage("A", ""), context.Token);
        await lease.AppendAsync(Drafts.Intent("A", 1), context.Token);

        CheckpointRecord? empty = await context.Store.ReadAsync(CheckContext.Run, 2, context.Token);
        CheckpointRecord? none = await context.Store.ReadAsync(CheckContext.Run, 3, context.Token);

        context.Equal("whether the empty payload exists", true, context.NotNull("the record", empty).Payload.Exists);
        context.Equal("the length of the empty payload", 0, empty!.Payload.Bytes.Length);
        context.Equal("whether a payload exists where there was none", false, context.NotNull("the record", none).Payload.Exists);
        context.Sequence("which records have a payload", [true, true, false], lease.History.Select(static info => info.HasPayload));
    }

    private static async Task A_large_payload_comes_back_whole(CheckContext context)
    {
        CheckpointDraft draft = Drafts.Stage("A") with { Payload = Samples.Bytes(1024 * 1024) };
        await using IRunLease lease = await context.StartAsync();

        await lease.AppendAsync(draft, context.Token);
        CheckpointRecord read = await lease.ReadAsync(2, context.Token);

        context.Equal("the length", draft.Payload.Bytes.Length, read.Payload.Bytes.Length);
        context.True("the same bytes", draft.Payload.Bytes.Span.SequenceEqual(read.Payload.Bytes.Span));
        await context.IntactAsync();
    }

    private static async Task A_record_that_does_not_exist_is_null_to_readers_and_an_error_to_the_owner(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();

        foreach (long place in (long[])[long.MinValue, -1, 0, 2, int.MaxValue + 1L, long.MaxValue])
        {
            context.Equal($"the record {place}", null, await context.Store.ReadAsync(CheckContext.Run, place, context.Token));
            await context.RefusedAsync(
                $"reading the record {place} as its owner", CheckpointError.NotFound, () => lease.ReadAsync(place, context.Token).AsTask());
        }

        context.Equal("a record of no run", null, await context.Store.ReadAsync(new RunKey("no", "such"), 1, context.Token));
    }

    private static async Task The_context_from_which_a_run_goes_on_is_the_last_one_with_a_payload(CheckContext context)
    {
        (ICheckpointStore store, CancellationToken token) = (context.Store, context.Token);
        context.Equal("the latest context of no run", null, await store.ReadLatestAsync(CheckContext.Run, token));
        await using IRunLease lease = await context.StartAsync();
        context.Equal("the context at the beginning", "input", Drafts.Text(await store.ReadLatestAsync(CheckContext.Run, token)));
        await lease.AppendAsync(Drafts.Stage("A", "first"), token);
        await lease.AppendAsync(Drafts.Stage("B", "second"), token);
        await lease.AppendAsync(Drafts.Stage("A", "third"), token);
        await lease.AppendAsync(Drafts.Intent("C", 1), token);

        context.Equal("the latest context", "third", Drafts.Text(await store.ReadLatestAsync(CheckContext.Run, token)));
        context.Equal("that of A", "third", Drafts.Text(await store.ReadStageAsync(CheckContext.Run, "A", token)));
        context.Equal("that of B", "second", Drafts.Text(await store.ReadStageAsync(CheckContext.Run, "B", token)));
        context.Equal("that of a, which is not A", null, await store.ReadStageAsync(CheckContext.Run, "a", token));
        context.Equal("that of C, which has not ended", null, await store.ReadStageAsync(CheckContext.Run, "C", token));
    }

    private static async Task Records_have_the_time_of_the_clock_that_was_given(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        DateTimeOffset begun = context.Clock.GetUtcNow();
        context.Clock.Advance(TimeSpan.FromHours(1));
        await lease.AppendAsync(Drafts.Stage("A"), context.Token);

        context.Sequence(
            "the times", [begun, begun + TimeSpan.FromHours(1)], (await context.HistoryAsync()).Select(static info => info.RecordedAt));
    }
}
