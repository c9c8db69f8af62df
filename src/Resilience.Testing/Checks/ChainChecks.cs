using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Records hang together by hashes.</summary>
internal static class ChainChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(Each_record_names_the_hash_of_the_one_before),
        Check(The_first_record_is_bound_to_pipeline_run_and_definition),
        Check(An_intact_run_verifies_and_names_its_head),
        Check(A_live_run_can_be_verified),
    ];

    private static async Task Each_record_names_the_hash_of_the_one_before(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run, "A", "B");

        List<CheckpointInfo> history = await context.HistoryAsync();

        context.Sequence("the places", [1, 2, 3], history.Select(static info => info.Sequence));
        context.Equal("the link of the second record", history[0].Hash, history[1].PreviousHash);
        context.Equal("the link of the third record", history[1].Hash, history[2].PreviousHash);
        context.Equal("the number of different hashes", 3, history.DistinctBy(static info => info.Hash).Count());
        context.True(
            "hashes of 64 hexadecimal digits in lower case",
            history.All(static info => info.Hash.Length == 64 && info.Hash.All(char.IsAsciiHexDigitLower)));
    }

    private static async Task The_first_record_is_bound_to_pipeline_run_and_definition(CheckContext context)
    {
        (RunKey Run, string Definition)[] runs =
        [
            (new("p", "r"), "one"), (new("p", "r"), "two"), (new("q", "r"), "one"), (new("p", "s"), "one"), (new("pr", "s"), "one"),
        ];
        var geneses = new List<string>();
        foreach ((RunKey run, string definition) in runs)
        {
            await using (IRunLease lease = await context.AcquireAsync(run))
                geneses.Add((await lease.AppendAsync(Drafts.Started(definition: definition), context.Token)).PreviousHash);
            await context.Store.DeleteAsync(run, evenUnfinished: true, context.Token);
        }

        context.Equal("the number of different links of first records", runs.Length, geneses.Distinct().Count());
    }

    private static async Task An_intact_run_verifies_and_names_its_head(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);

        CheckpointVerification verified = await context.VerifyAsync();

        context.Equal("the run", CheckContext.Run, verified.Run);
        context.Equal("the number of records", 2, verified.Records);
        context.Equal("the hash of the head", (await context.HistoryAsync())[^1].Hash, verified.HeadHash);
        await context.IntactAsync();
    }

    private static async Task A_live_run_can_be_verified(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        CheckpointInfo last = await lease.AppendAsync(Drafts.Stage("A"), context.Token);

        context.Equal("the hash of the head", last.Hash, (await context.VerifyAsync()).HeadHash);
        await context.IntactAsync();
        context.Equal("the place of the next record", 3, (await lease.AppendAsync(Drafts.Stage("B"), context.Token)).Sequence);
    }
}
