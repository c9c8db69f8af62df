using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Runs are listed.</summary>
internal static class ListChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(An_empty_store_lists_nothing),
        Check(Runs_are_listed_by_pipeline_and_by_where_they_stand),
        Check(The_list_says_of_each_run_what_finding_it_says),
        Check(All_runs_are_listed_even_if_there_are_many),
    ];

    private static async Task An_empty_store_lists_nothing(CheckContext context)
    {
        context.Set("the runs", [], await context.ListAsync());
        await (await context.AcquireAsync()).DisposeAsync();
        context.Set("the runs, of which one was acquired and never started,", [], await context.ListAsync());
    }

    private static async Task Runs_are_listed_by_pipeline_and_by_where_they_stand(CheckContext context)
    {
        RunKey live = new("p", "live"), interrupted = new("p", "interrupted"), finished = new("p", "finished"), other = new("q", "live");
        await using IRunLease owner = await context.StartAsync(live);
        await context.InterruptAsync(interrupted);
        await context.FinishAsync(finished);
        await context.InterruptAsync(other);

        await ListedAsync("all runs", null, live, interrupted, finished, other);
        await ListedAsync("the runs of p", new() { Pipeline = "p" }, live, interrupted, finished);
        await ListedAsync("the runs of P", new() { Pipeline = "P" });
        await ListedAsync("the interrupted runs", new() { Status = RunStatus.Interrupted }, interrupted, other);
        await ListedAsync("the finished runs", new() { Status = RunStatus.Finished }, finished);
        await ListedAsync("the live runs of p", new() { Pipeline = "p", Status = RunStatus.Live }, live);
        await ListedAsync("the live runs of q", new() { Pipeline = "q", Status = RunStatus.Live });
        await ListedAsync("the damaged runs", new() { Status = RunStatus.Damaged });

        async Task ListedAsync(string what, RunQuery? query, params RunKey[] expected) =>
            context.Set(what, expected, await context.ListAsync(query));
    }

    private static async Task The_list_says_of_each_run_what_finding_it_says(CheckContext context)
    {
        RunKey interrupted = new("p", "interrupted"), finished = new("p", "finished");
        await context.InterruptAsync(interrupted, "A");
        await context.FinishAsync(finished);

        foreach (RunHead head in await context.Store.ListRunsAsync(null, context.Token).ToListAsync(context.Token))
        {
            RunHead found = await context.HeadAsync(head.Run);
            context.Equal("where the run stands", found.Status, head.Status);
            context.Equal("the number of records", 2, head.Records);
            context.Same("the last record", context.NotNull("the record", found.Last), context.NotNull("the record", head.Last));
        }
    }

    private static async Task All_runs_are_listed_even_if_there_are_many(CheckContext context)
    {
        RunKey[] runs = [.. Enumerable.Range(0, 120).Select(static i => new RunKey("p", $"{i}"))];
        foreach (RunKey run in runs)
            await context.InterruptAsync(run);

        context.Set("the runs", runs, await context.ListAsync(new() { Pipeline = "p" }));
    }
}
