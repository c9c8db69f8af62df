using CsCheck;

namespace Resilience.Tests.Orchestration;

/// <summary>Random pipelines in which anything happens, and random moves, on an orchestrator and on its model. CsCheck prints the seed.</summary>
public sealed class RunPropertyTests
{
    private static readonly Gen<PlannedStage> _plain = Gen.Select(
        Gen.Int[0, 9],
        Gen.Frequency((12, Gen.Const(Threshold.Open)), (5, Gen.Enum<Threshold>())).Array[0, 5],
        Gen.Frequency((4, Gen.Const(Deed.Throws)), (3, Gen.Const(Deed.Succeeds)), (9, Gen.Enum<Deed>())).Array[0, 6],
        Gen.Frequency((5, Gen.Const(Remedy.Retry)), (10, Gen.Enum<Remedy>())).Array[0, 5],
        static (wanted, thresholds, deeds, remedies) => new PlannedStage(wanted > 0, thresholds, deeds, remedies));

    private static readonly Gen<PlannedStage> _stage = Gen.Frequency(
        (4, _plain),
        (1, Gen.Select(_plain, _plain.Array[1, 3], static (stage, branches) => stage with { Branches = branches })));

    private static readonly Gen<(Move, int)> _move = Gen.Select(
        Gen.Frequency((4, Gen.Const(Move.Run)), (4, Gen.Const(Move.Resume)), (2, Gen.Enum<Move>())), Gen.Int[0, 5]);

    [Fact]
    public async Task A_run_does_what_its_model_does_whatever_happens_in_it()
    {
        int runs = LongRun.Properties(otherwise: 500);
        int starts = 0;
        await Gen.Select(_stage.Array[1, 6], _move.Array[1, 12], Gen.Enum<CheckpointDurability>()).SampleAsync(
            async (plan, moves, durability) =>
            {
                var run = new PlannedRun(plan, durability);
                var model = new RunModel(plan);

                // Whatever happened, it completes at last: nothing unusual is planned for ever.
                string expected = "";
                for (int i = 0; i < moves.Length || !expected.StartsWith("recorded Completed", StringComparison.Ordinal); i++)
                {
                    i.Should().BeLessThan(moves.Length + (60 * plan.Length));
                    (Move move, int stage) = i == moves.Length ? (Move.Run, 0) : i < moves.Length ? moves[i] : (Move.Resume, 0);
                    expected = model.Do(move, stage);
                    (await run.DoAsync(move, stage)).Should().Be(expected);
                    Same(run.Starts, model.Starts);
                    Same(await run.RecordsAsync(), model.Records);
                }

                (await run.IsIntactAsync()).Should().BeTrue();
                Interlocked.Add(ref starts, model.Starts.Count);
            },
            iter: runs);
        starts.Should().BeGreaterThan(runs);
    }

    private static void Same(List<string> actual, List<string> expected)
    {
        if (!actual.SequenceEqual(expected))
            actual.Should().Equal(expected);
    }
}
