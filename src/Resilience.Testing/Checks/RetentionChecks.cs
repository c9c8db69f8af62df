using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Finished runs are deleted by age and by number.</summary>
internal static class RetentionChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(Retention_takes_finished_runs_alone),
        With(StoreCapabilities.Clock, Retention_by_age_takes_the_old_ones),
        With(StoreCapabilities.Clock, Retention_by_count_keeps_the_latest_of_each_pipeline),
    ];

    private static async Task Retention_takes_finished_runs_alone(CheckContext context)
    {
        RunKey interrupted = new("p", "interrupted"), live = new("p", "live");
        await context.FinishAsync(new RunKey("p", "finished"));
        await context.InterruptAsync(interrupted);
        await using IRunLease owner = await context.StartAsync(live);
        await owner.AppendAsync(Drafts.Finished(), context.Token);

        context.Equal("the number of runs deleted without a limit", 0, await PruneAsync(context, new()));
        context.Equal("the number of runs deleted", 1, await PruneAsync(context, new() { MaxRuns = 0 }));

        context.Set("the runs", [interrupted, live], await context.ListAsync());
    }

    private static async Task Retention_by_age_takes_the_old_ones(CheckContext context)
    {
        RunKey recent = new("p", "recent"), interrupted = new("p", "old and interrupted");
        await context.FinishAsync(new RunKey("p", "old"));
        await context.InterruptAsync(interrupted);
        context.Clock.Advance(TimeSpan.FromDays(2));
        await context.FinishAsync(recent);

        context.Equal("the number of runs deleted", 1, await PruneAsync(context, new() { MaxAge = TimeSpan.FromDays(1) }));

        context.Set("the runs", [interrupted, recent], await context.ListAsync());
    }

    private static async Task Retention_by_count_keeps_the_latest_of_each_pipeline(CheckContext context)
    {
        for (int i = 0; i < 4; i++)
        {
            await context.FinishAsync(new RunKey("p", $"{i}"));
            context.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        RunKey other = new("q", "0");
        await context.FinishAsync(other);

        context.Equal("the number of runs deleted", 2, await PruneAsync(context, new() { MaxRuns = 2 }));
        context.Set("the runs", [new RunKey("p", "2"), new RunKey("p", "3"), other], await context.ListAsync());
        context.Equal("the number of runs of p deleted", 2, await PruneAsync(context, new() { MaxRuns = 0, Pipeline = "p" }));
        context.Set("the runs", [other], await context.ListAsync());
    }

    private static ValueTask<int> PruneAsync(CheckContext context, RetentionPolicy policy) =>
        context.Store.PruneAsync(policy, context.Clock, context.Token);
}
