using Resilience.Crashes;
using Resilience.Tests.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Processes that take runs through nine stages, and are ended hard at random points.</summary>
public sealed class RunCrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<CheckpointDurability> Modes => [.. Enum.GetValues<CheckpointDurability>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_run_whose_process_is_killed_at_any_point_goes_on_and_runs_no_acknowledged_stage_again(CheckpointDurability durability)
    {
        var ledger = new RunLedger(durability, await NineStages.UndisturbedAsync());
        int rounds = LongRun.Crashes(otherwise: 20);
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            await RunAsync(ledger, durability, 1000, random.Next(1, 80), random.Next(0, 200_000));

            (await ledger.CheckAsync(_folder["store"])).Should().BeNull($"round {round}, seed {seed}");
        }

        await RunAsync(ledger, durability, 1);

        (await ledger.CheckAsync(_folder["store"])).Should().BeNull($"seed {seed}");
        ledger.Failure.Should().BeNull();
        ledger.Completed.Should().BePositive();
        ledger.Acknowledged.Should().BePositive();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{durability}: {rounds} kills, {ledger.Completed} runs completed, {ledger.Acknowledged} records of stages acknowledged, "
            + $"{ledger.Repeated} stages begun again.");
    }

    // Goes on with the first run that has not completed; once so many lines were read, the process ends.
    private async Task RunAsync(RunLedger ledger, CheckpointDurability durability, int runs, int lines = 0, int spins = 0)
    {
        using var process = new CrashProcess(
            "run", _folder["store"], durability.ToString(), Records.Number(ledger.Completed), Records.Number(runs));
        while (await process.ReadLineAsync(Token) is { } line)
        {
            ledger.Take(line);
            if (--lines != 0)
                continue;
            Thread.SpinWait(spins);
            process.Kill();
        }
    }
}
