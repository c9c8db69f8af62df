using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Several callers at once: what holds for every interleaving.</summary>
internal static class ConcurrencyChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(Concurrent_appends_get_places_in_the_order_of_the_calls),
        Check(Of_many_who_want_a_run_at_once_one_gets_it),
        Check(Owners_in_turn_and_at_once_never_make_two_chains),
        Check(What_was_acknowledged_while_the_lease_was_given_back_is_there),
        Check(Readers_see_whole_records_while_the_owner_writes),
    ];

    private static async Task Concurrent_appends_get_places_in_the_order_of_the_calls(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();

        CheckpointInfo[] written = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => lease.AppendAsync(Drafts.Stage($"S{i}"), context.Token).AsTask()));

        string[] stages = [.. Enumerable.Range(0, 40).Select(static i => $"S{i}")];
        context.Sequence("the places", Enumerable.Range(2, 40).Select(static i => (long)i), written.Select(static info => info.Sequence));
        context.Sequence("the stages", stages, written.Select(static info => info.Metadata.Stage!));
        context.Sequence(
            "the stages in the history", stages, (await context.HistoryAsync()).Skip(1).Select(static info => info.Metadata.Stage!));
        await context.IntactAsync();
    }

    private static async Task Of_many_who_want_a_run_at_once_one_gets_it(CheckContext context)
    {
        IRunLease?[] leases = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => context.TryAcquireAsync(), context.Token)));

        context.Equal("the number of owners", 1, leases.Count(static lease => lease is not null));
        foreach (IRunLease? lease in leases)
            await (lease?.DisposeAsync() ?? default);
    }

    private static async Task Owners_in_turn_and_at_once_never_make_two_chains(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run);

        int[] appended = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(WorkAsync, context.Token)));

        List<CheckpointInfo> history = await context.HistoryAsync();
        await context.IntactAsync();
        context.Equal(
            "the number of stages' records", appended.Sum(), history.Count(static info => info.Metadata.Kind == CheckpointKind.Stage));
        context.Sequence(
            "the fencing tokens, which never fall,",
            history.Select(static info => info.FencingToken).Order(),
            history.Select(static info => info.FencingToken));

        async Task<int> WorkAsync()
        {
            int count = 0;
            for (int i = 0; i < 20; i++)
            {
                await using IRunLease? lease = await context.TryAcquireAsync();
                if (lease is null)
                    continue;
                await lease.AppendAsync(Drafts.Stage("A"), context.Token);
                count++;
            }

            return count;
        }
    }

    private static async Task What_was_acknowledged_while_the_lease_was_given_back_is_there(CheckContext context)
    {
        IRunLease lease = await context.StartAsync();
        Task<bool>[] appends = [.. Enumerable.Range(0, 20).Select(i => Task.Run(() => AppendAsync($"S{i}"), context.Token))];
        await lease.DisposeAsync();
        List<CheckpointInfo> after = await context.HistoryAsync();
        int acknowledged = (await Task.WhenAll(appends)).Count(static it => it);

        context.Equal("the number of acknowledged records", after.Count - 1, acknowledged);
        context.Equal("the number of records in the end", after.Count, (await context.HistoryAsync()).Count);
        await context.IntactAsync();

        async Task<bool> AppendAsync(string stage)
        {
            try
            {
                await lease.AppendAsync(Drafts.Stage(stage), context.Token);
                return true;
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }

    private static async Task Readers_see_whole_records_while_the_owner_writes(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        Task writing = Task.Run(WriteAsync, context.Token);

        int before = 0;
        do
        {
            List<CheckpointInfo> history = await context.HistoryAsync();
            context.True("a history that only grows", history.Count >= before);
            before = history.Count;
            await context.IntactAsync();
            context.Equal("where the run stands", RunStatus.Live, (await context.HeadAsync()).Status);
        }
        while (!writing.IsCompleted);

        await writing;
        context.Equal("the number of records", 31, (await context.HistoryAsync()).Count);

        async Task WriteAsync()
        {
            for (int i = 0; i < 30; i++)
                await lease.AppendAsync(Drafts.Stage($"S{i}"), context.Token);
        }
    }
}
