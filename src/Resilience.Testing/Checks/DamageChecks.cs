using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Records were changed or removed behind the store's back.</summary>
internal static class DamageChecks
{
    private static readonly RunAcquisition _lastGood = new() { Corruption = CorruptionPolicy.UseLastGood };

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        With(StoreCapabilities.Damage, A_damaged_end_is_put_aside_and_the_run_goes_on_from_the_record_before),
        With(StoreCapabilities.Damage, A_damaged_payload_at_the_end_is_put_aside_too),
        With(StoreCapabilities.Damage, A_run_whose_only_record_is_damaged_begins_again),
        With(StoreCapabilities.Damage, A_break_in_the_middle_is_refused_and_left_as_it_is),
        With(StoreCapabilities.Damage, A_break_in_the_middle_is_cut_off_if_the_policy_says_so),
        With(StoreCapabilities.Damage, A_damaged_payload_is_refused_when_it_is_read_and_found_when_the_run_is_verified),
        With(StoreCapabilities.Damage, A_damaged_run_is_listed_as_such_and_keeps_no_other_from_being_listed),
        With(StoreCapabilities.Damage, A_damaged_run_is_deleted_only_on_demand),
    ];

    private static async Task A_damaged_end_is_put_aside_and_the_run_goes_on_from_the_record_before(CheckContext context)
    {
        await BreakAsync(context, 3, RecordDamage.Metadata, "A", "B");

        await using IRunLease lease = await context.AcquireAsync();

        context.Sequence("the records put aside", [3], lease.Quarantined.Select(static record => record.Sequence));
        context.Equal("why", CheckpointError.Corrupt, lease.Quarantined[0].Error);
        context.Sequence(
            "the records that are left",
            [CheckpointKind.Started, CheckpointKind.Stage, CheckpointKind.Owned],
            lease.History.Select(static info => info.Metadata.Kind));
        context.Equal("the place of the next record", 4, (await lease.AppendAsync(Drafts.Stage("B"), context.Token)).Sequence);
        await context.IntactAsync();
    }

    private static async Task A_damaged_payload_at_the_end_is_put_aside_too(CheckContext context)
    {
        await BreakAsync(context, 3, RecordDamage.Payload, "A", "B");

        await using IRunLease lease = await context.AcquireAsync();

        context.Sequence("the records put aside", [3], lease.Quarantined.Select(static record => record.Sequence));
        context.Equal("the record of B", null, await context.Store.ReadStageAsync(CheckContext.Run, "B", context.Token));
        await context.IntactAsync();
    }

    private static async Task A_run_whose_only_record_is_damaged_begins_again(CheckContext context)
    {
        await BreakAsync(context, 1, RecordDamage.Metadata);

        await using IRunLease lease = await context.AcquireAsync();

        context.Sequence("the records put aside", [1], lease.Quarantined.Select(static record => record.Sequence));
        context.Equal("the number of records", 0, lease.History.Count);
        context.Equal("the place of the next record", 1, (await lease.AppendAsync(Drafts.Started(), context.Token)).Sequence);
        await context.IntactAsync();
    }

    private static async Task A_break_in_the_middle_is_refused_and_left_as_it_is(CheckContext context)
    {
        foreach (RecordDamage damage in (RecordDamage[])[RecordDamage.Metadata, RecordDamage.Missing])
        {
            await context.RenewAsync(context.Setup);
            await BreakAsync(context, 3, damage, "A", "B", "C");

            await context.RefusedAsync(
                "acquiring the run", CheckpointError.Corrupt, () => CheckContext.GiveBackAsync(context.AcquireAsync()));
            CheckpointVerification verified = await context.VerifyAsync();

            context.Equal("the first place that verifying found", 3, verified.Findings.Count == 0 ? 0 : verified.Findings[0].Sequence);
            context.Equal("the number of records", damage == RecordDamage.Missing ? 3 : 4, verified.Records);
            context.Equal(
                "the hash of the head", (await context.Store.ReadAsync(CheckContext.Run, 2, context.Token))?.Info.Hash, verified.HeadHash);
            context.Equal("what stands behind the break", "context", await TextAsync(context, 4));
            context.Sequence("the places before the break", [1, 2], await HistoryUntilAsync(context, CheckpointError.Corrupt));
        }
    }

    private static async Task A_break_in_the_middle_is_cut_off_if_the_policy_says_so(CheckContext context)
    {
        foreach (RecordDamage damage in (RecordDamage[])[RecordDamage.Metadata, RecordDamage.Missing])
        {
            await context.RenewAsync(context.Setup);
            await BreakAsync(context, 2, damage, "A", "B", "C");

            await using IRunLease lease = await context.Store.AcquireAsync(CheckContext.Run, _lastGood, context.Token);

            context.Sequence(
                "the records put aside",
                damage == RecordDamage.Missing ? [3, 4] : [2, 3, 4],
                lease.Quarantined.Select(static record => record.Sequence));
            context.Equal("the number of records that are left, and the new one,", 2, lease.History.Count);
            await lease.AppendAsync(Drafts.Stage("A"), context.Token);
            await context.IntactAsync();
        }
    }

    private static async Task A_damaged_payload_is_refused_when_it_is_read_and_found_when_the_run_is_verified(CheckContext context)
    {
        await BreakAsync(context, 2, RecordDamage.Payload, "A", "B", "C");

        await context.RefusedAsync(
            "reading the record", CheckpointError.Corrupt, () => context.Store.ReadAsync(CheckContext.Run, 2, context.Token).AsTask());
        context.Sequence("the places found", [2], (await context.VerifyAsync()).Findings.Select(static finding => finding.Sequence));
        context.Equal("another payload", "context", await TextAsync(context, 3));
    }

    private static async Task A_damaged_run_is_listed_as_such_and_keeps_no_other_from_being_listed(CheckContext context)
    {
        var other = new RunKey("p", "other");
        await BreakAsync(context, 2, RecordDamage.Metadata, "A");
        await context.InterruptAsync(other);

        RunHead head = await context.HeadAsync();
        context.Equal("where the run stands", RunStatus.Damaged, head.Status);
        context.Equal("its last record", null, head.Last);
        context.Equal("the number of records", 2, head.Records);
        context.Set("the runs", [CheckContext.Run, other], await context.ListAsync());
        context.Set("the damaged runs", [CheckContext.Run], await context.ListAsync(new() { Status = RunStatus.Damaged }));
        context.Set("the finished runs", [], await context.ListAsync(new() { Status = RunStatus.Finished }));
    }

    private static async Task A_damaged_run_is_deleted_only_on_demand(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);
        await context.Fixture.DamageAsync(context.Store, CheckContext.Run, 2, RecordDamage.Metadata, context.Token);

        context.Equal(
            "the number of runs that retention deletes",
            0,
            await context.Store.PruneAsync(new() { MaxRuns = 0 }, context.Clock, context.Token));
        context.Equal("whether it was deleted", false, await context.Store.DeleteAsync(CheckContext.Run, false, context.Token));
        context.Equal("whether it was deleted on demand", true, await context.Store.DeleteAsync(CheckContext.Run, true, context.Token));
        context.Set("the runs", [], await context.ListAsync());
    }

    private static async Task<string?> TextAsync(CheckContext context, long sequence) =>
        Drafts.Text(await context.Store.ReadAsync(CheckContext.Run, sequence, context.Token));

    private static async Task BreakAsync(CheckContext context, long sequence, RecordDamage damage, params string[] stages)
    {
        await context.InterruptAsync(CheckContext.Run, stages);
        await context.Fixture.DamageAsync(context.Store, CheckContext.Run, sequence, damage, context.Token);
    }

    /// <summary>The places in the history before it ends with an error, as it has to.</summary>
    private static async Task<List<long>> HistoryUntilAsync(CheckContext context, CheckpointError error)
    {
        var places = new List<long>();
        await context.RefusedAsync("reading the history to its end", error, ReadAsync);
        return places;

        async Task ReadAsync()
        {
            await foreach (CheckpointInfo info in context.Store.ReadHistoryAsync(CheckContext.Run, context.Token))
                places.Add(info.Sequence);
        }
    }
}
