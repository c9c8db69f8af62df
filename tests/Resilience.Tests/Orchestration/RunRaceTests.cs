using Resilience.Checkpoints;
using Resilience.Crashes;
using Resilience.Tests.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Two processes that want one run.</summary>
public sealed class RunRaceTests : IDisposable
{
    private const int Rounds = 20;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<CheckpointDurability> Modes => [.. Enum.GetValues<CheckpointDurability>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_two_processes_that_start_one_run_only_one_runs_its_stages()
    {
        string expected = await NineStages.UndisturbedAsync();
        using var one = new CrashProcess("contend", _folder["store"], nameof(CheckpointDurability.BeforeNextStage));
        using var other = new CrashProcess("contend", _folder["store"], nameof(CheckpointDurability.BeforeNextStage));
        var random = new Random();
        for (int round = 0; round < Rounds; round++)
        {
            string run = $"r{Records.Number(round)}";
            await one.WriteLineAsync($"{run} {Records.Number(random.Next(0, 2_000_000))}");
            await other.WriteLineAsync($"{run} {Records.Number(random.Next(0, 2_000_000))}");

            List<string> left = await ReadRunAsync(one);
            List<string> right = await ReadRunAsync(other);

            List<string>[] runners = [.. new[] { left, right }.Where(static lines => lines.Count > 1)];
            List<string> runner = runners.Should().ContainSingle("only one of them runs stages").Subject;
            List<string> late = runner == left ? right : left;
            runner[^1].Should().Be($"done {run} Completed False {expected} ;");
            runner.Count(static line => line.StartsWith("start", StringComparison.Ordinal)).Should().Be(13, "each stage runs as often as it has to");
            late[^1].Should().BeOneOf($"failed {run} {ErrorCodes.RunOwned} ;", $"done {run} Completed True {expected} ;");
            (await VerifyAsync(run)).Should().Equal(NineStages.Names);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_paused_owner_that_wakes_after_another_has_finished_its_run_is_refused(CheckpointDurability durability)
    {
        string expected = await NineStages.UndisturbedAsync();
        using var owner = new CrashProcess("hold", _folder["store"], durability.ToString(), "r0", "CLASSIFY");
        string? line;
        do
            line = await owner.ReadLineAsync(Token);
        while (line?.StartsWith("start r0 CLASSIFY", StringComparison.Ordinal) == false);
        owner.Pause();
        Orchestrator<Voyage> orchestrator = new NineStages(static _ => { }).Build(new FileCheckpointStore(_folder["store"]), durability);
        Func<Task> start = () => orchestrator.RunAsync("r0", Voyage.Start(), Token);
        (await start.Should().ThrowAsync<CheckpointException>()).Which.Error.Should().Be(CheckpointError.RunOwned);

        RunResult<Voyage> run = await orchestrator.RunAsync("r0", Voyage.Start(), new RunOptions { Acquisition = new() { TakeOver = true } }, Token);
        await owner.WriteLineAsync("go on");
        owner.Wake();
        string[] told = await owner.ReadToEndAsync(Token);

        run.Status.Should().Be(RunResultStatus.Completed);
        run.Context.ToString().Should().Be(expected);
        run.Report.Run.FencingToken.Should().Be(2);
        told[^1].Should().Be($"failed r0 {ErrorCodes.OwnershipLost} ;");
        // In the background a record may have been written before the pause and told after it; what was told is there.
        HashSet<string> hashes = [.. await HashesAsync("r0")];
        told.Should().NotContain(line => line.StartsWith("record", StringComparison.Ordinal) && !line.Split(' ', 99).Any(hashes.Contains));
        if (durability == CheckpointDurability.BeforeNextStage)
            told.Should().NotContain(static line => line.StartsWith("start", StringComparison.Ordinal));
        (await VerifyAsync("r0")).Should().Equal(NineStages.Names);
    }

    private static async Task<List<string>> ReadRunAsync(CrashProcess process)
    {
        var lines = new List<string>();
        do
            lines.Add((await process.ReadLineAsync(Token))!);
        while (lines[^1].Split(' ')[0] is not ("done" or "failed"));
        return lines;
    }

    private ValueTask<string[]> HashesAsync(string run) => new FileCheckpointStore(_folder["store"])
        .ReadHistoryAsync(new(NineStages.Pipeline, run), Token).Select(static record => record.Hash).ToArrayAsync(Token);

    // The stages that have records.
    private async Task<List<string?>> VerifyAsync(string run)
    {
        var store = new FileCheckpointStore(_folder["store"]);
        var key = new RunKey(NineStages.Pipeline, run);
        (await store.VerifyAsync(key, Token))!.IsIntact.Should().BeTrue();
        return await store.ReadHistoryAsync(key, Token)
            .Where(static record => record.Metadata.Kind == CheckpointKind.Stage).Select(static record => record.Metadata.Stage).ToListAsync(Token);
    }
}
