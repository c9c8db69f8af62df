using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>A run is taken from an owner that is alive.</summary>
internal static class TakeOverChecks
{
    private static readonly RunAcquisition _takeOver = new() { TakeOver = true };

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        With(StoreCapabilities.TakeOver, An_owner_whose_run_was_taken_over_cannot_append_any_more),
        With(StoreCapabilities.TakeOver, An_owner_that_lost_its_run_is_told),
        With(StoreCapabilities.TakeOver, An_owner_that_lost_its_run_does_not_take_it_from_the_next_by_going),
        Check(A_run_without_an_owner_can_be_taken_over_too),
        Without(StoreCapabilities.TakeOver, A_take_over_that_is_not_possible_is_refused_and_disturbs_nobody),
    ];

    private static async Task An_owner_whose_run_was_taken_over_cannot_append_any_more(CheckContext context)
    {
        await using IRunLease paused = await context.StartAsync();
        await using IRunLease next = await TakeAsync(context);
        await next.AppendAsync(Drafts.Stage("A", "of the next"), context.Token);

        await LostAsync(context, paused, "A");
        await LostAsync(context, paused, "B");

        context.True("a higher token", next.FencingToken > paused.FencingToken);
        context.Equal("the place of the next record", 4, (await next.AppendAsync(Drafts.Finished(), context.Token)).Sequence);
        context.Equal(
            "the context", "of the next", Drafts.Text(await context.Store.ReadStageAsync(CheckContext.Run, "A", context.Token)));
        await context.IntactAsync();
    }

    private static async Task An_owner_that_lost_its_run_is_told(CheckContext context)
    {
        await using IRunLease paused = await context.StartAsync();
        await using IRunLease next = await TakeAsync(context);
        await LostAsync(context, paused, "A");

        // A store may tell it from another thread; one that never does runs into the check's limit of time.
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = paused.Lost.Register(told.SetResult);
        await told.Task.WaitAsync(context.Token);

        context.Equal("whether the next owner is told so too", false, next.Lost.IsCancellationRequested);
    }

    private static async Task An_owner_that_lost_its_run_does_not_take_it_from_the_next_by_going(CheckContext context)
    {
        IRunLease paused = await context.StartAsync();
        await using IRunLease next = await TakeAsync(context);
        await paused.DisposeAsync();

        await context.RefusedAsync("a third owner", CheckpointError.RunOwned, () => CheckContext.GiveBackAsync(context.AcquireAsync()));
        context.Equal("where the run stands", RunStatus.Live, (await context.HeadAsync()).Status);
        context.Equal("the place of the next record", 3, (await next.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
    }

    private static async Task A_run_without_an_owner_can_be_taken_over_too(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run);

        await using IRunLease lease = await TakeAsync(context);

        context.Equal("the place of the next record", 3, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
    }

    private static async Task A_take_over_that_is_not_possible_is_refused_and_disturbs_nobody(CheckContext context)
    {
        await using IRunLease owner = await context.StartAsync();

        await context.ThrowsAsync<CheckpointException>("taking the run over", () => CheckContext.GiveBackAsync(TakeAsync(context)));

        context.Equal("the place of the owner's next record", 2, (await owner.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
    }

    private static ValueTask<IRunLease> TakeAsync(CheckContext context) =>
        context.Store.AcquireAsync(CheckContext.Run, _takeOver, context.Token);

    private static Task LostAsync(CheckContext context, IRunLease lease, string stage) => context.RefusedAsync(
        "a record of an owner that lost its run",
        CheckpointError.OwnershipLost,
        () => lease.AppendAsync(Drafts.Stage(stage, "late"), context.Token).AsTask());
}
