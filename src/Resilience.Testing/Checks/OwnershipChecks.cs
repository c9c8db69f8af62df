using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>A run has one owner at a time.</summary>
internal static class OwnershipChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(A_second_owner_is_refused_until_the_first_has_gone),
        Check(Whoever_acquires_a_run_that_exists_leaves_a_record_of_it),
        Check(Tokens_rise_with_every_owner),
        Check(Tokens_rise_even_if_an_owner_wrote_nothing),
        Check(Runs_have_owners_of_their_own),
        Check(A_lease_knows_the_records_that_were_there),
        Check(The_history_that_was_handed_out_does_not_change),
        Check(A_lease_that_was_given_back_appends_and_reads_nothing),
    ];

    private static async Task A_second_owner_is_refused_until_the_first_has_gone(CheckContext context)
    {
        await using (await context.StartAsync())
        {
            await RefusedAsync();
            await RefusedAsync();
        }

        await using IRunLease second = await context.AcquireAsync();
        context.Equal("the place of the next record", 3, (await second.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);

        Task RefusedAsync() => context.RefusedAsync(
            "a second owner", CheckpointError.RunOwned, () => CheckContext.GiveBackAsync(context.AcquireAsync()));
    }

    private static async Task Whoever_acquires_a_run_that_exists_leaves_a_record_of_it(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run);

        await using IRunLease lease = await context.AcquireAsync();

        CheckpointKind[] kinds = [CheckpointKind.Started, CheckpointKind.Owned];
        context.Sequence("the lease's records", kinds, lease.History.Select(static info => info.Metadata.Kind));
        context.Sequence("the run's records", kinds, (await context.HistoryAsync()).Select(static info => info.Metadata.Kind));
        context.Equal("the token in the record", lease.FencingToken, lease.History[1].FencingToken);
        context.Equal("the definition in the record", Drafts.Definition, lease.History[1].Metadata.DefinitionHash);
        context.Equal("the place of the next record", 3, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
        await context.IntactAsync();
    }

    private static async Task Tokens_rise_with_every_owner(CheckContext context)
    {
        var tokens = new List<long>();
        for (int i = 0; i < 4; i++)
        {
            await using IRunLease lease = i == 0 ? await context.StartAsync() : await context.AcquireAsync();
            tokens.Add(lease.FencingToken);
            CheckpointInfo written = await lease.AppendAsync(Drafts.Stage("A"), context.Token);
            context.Equal("the token in a record", lease.FencingToken, written.FencingToken);
        }

        Rising(context, tokens);
    }

    private static async Task Tokens_rise_even_if_an_owner_wrote_nothing(CheckContext context)
    {
        var tokens = new List<long>();
        for (int i = 0; i < 4; i++)
        {
            await using IRunLease lease = await context.AcquireAsync();
            tokens.Add(lease.FencingToken);
        }

        Rising(context, tokens);
    }

    private static void Rising(CheckContext context, List<long> tokens) =>
        context.Sequence("the fencing tokens, which rise,", tokens.Distinct().Order(), tokens);

    private static async Task Runs_have_owners_of_their_own(CheckContext context)
    {
        RunKey[] runs = [new("p", "one"), new("p", "two"), new("q", "one")];
        var leases = new List<IRunLease>();
        foreach (RunKey run in runs)
        {
            leases.Add(context.NotNull($"an owner of {run}, which nobody owns", await context.TryAcquireAsync(run)));
            await leases[^1].AppendAsync(Drafts.Started(), context.Token);
        }

        foreach (IRunLease lease in leases)
        {
            context.Equal("the place of the next record", 2, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
            await lease.DisposeAsync();
        }
    }

    private static async Task A_lease_knows_the_records_that_were_there(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run, "A", "B");
        List<CheckpointInfo> before = await context.HistoryAsync();

        await using IRunLease lease = await context.AcquireAsync();

        context.Equal("the number of records", 4, lease.History.Count);
        foreach ((CheckpointInfo expected, CheckpointInfo found) in before.Zip(lease.History))
            context.Same($"the record {expected.Sequence}", expected, found);
        context.Equal("what the owner reads", "context", Drafts.Text(await lease.ReadAsync(2, context.Token)));
    }

    private static async Task The_history_that_was_handed_out_does_not_change(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        IReadOnlyList<CheckpointInfo> before = lease.History;

        for (int i = 0; i < 20; i++)
            await lease.AppendAsync(Drafts.Stage($"S{i}"), context.Token);

        context.Equal("the number of records now", 21, lease.History.Count);
        context.Equal("the number of records handed out before", 1, before.Count);
    }

    private static async Task A_lease_that_was_given_back_appends_and_reads_nothing(CheckContext context)
    {
        IRunLease lease = await context.StartAsync();
        await lease.DisposeAsync();
        await lease.DisposeAsync();

        await context.ThrowsAsync<ObjectDisposedException>("appending", () => lease.AppendAsync(Drafts.Stage("A"), context.Token).AsTask());
        await context.ThrowsAsync<ObjectDisposedException>("reading", () => lease.ReadAsync(1, context.Token).AsTask());
        context.Equal("the number of records", 1, (await context.HistoryAsync()).Count);
    }
}
