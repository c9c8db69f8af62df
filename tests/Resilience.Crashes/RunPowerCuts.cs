using System.Diagnostics;

namespace Resilience.Crashes;

/// <summary>
/// Cuts the power of a disk, and fills it, while a process takes runs through the nine stages: they go on, and no stage with an acknowledged
/// record runs again.
/// </summary>
internal static class RunPowerCuts
{
    /// <summary>So many cuts, shared by the modes.</summary>
    public static async Task<int> RunAsync(int cuts)
    {
        CheckpointDurability[] modes = Enum.GetValues<CheckpointDurability>();
        int rounds = (cuts + modes.Length - 1) / modes.Length;
        string expected = await NineStages.UndisturbedAsync();
        foreach (CheckpointDurability durability in modes)
        {
            long began = Stopwatch.GetTimestamp();
            var ledger = new RunLedger(durability, expected);
            string? wrong = await CutAsync(ledger, durability, rounds);
            string seconds = Records.Number((long)Stopwatch.GetElapsedTime(began).TotalSeconds);
            Console.WriteLine(wrong is null
                ? $"power cuts in runs, {durability}: {rounds} rounds, {ledger.Completed} runs completed, {ledger.Repeated} stages begun again, "
                    + $"none of the {ledger.Acknowledged} with an acknowledged record: as it should be ({seconds} s)"
                : $"power cuts in runs, {durability}: {wrong}");
            if (wrong is not null)
                return 1;
        }

        return await FillAsync(new(CheckpointDurability.BeforeNextStage, expected));
    }

    private static async Task<string?> CutAsync(RunLedger ledger, CheckpointDurability durability, int rounds)
    {
        using var disk = LoopDisk.Create(64);
        var random = new Random();
        for (int round = 1; round <= rounds; round++)
        {
            await RunAsync(disk, ledger, durability, runs: 1000, records: random.Next(1, 40));
            disk.Remount();
            if (await ledger.CheckAsync(disk.StoreFolder) is { } wrong)
                return $"round {round}: {wrong}";
        }

        await RunAsync(disk, ledger, durability, runs: 1);
        return await ledger.CheckAsync(disk.StoreFolder);
    }

    private static async Task<int> FillAsync(RunLedger ledger)
    {
        using var disk = LoopDisk.Create(4);
        await RunAsync(disk, ledger, CheckpointDurability.BeforeNextStage, runs: 1000);
        string? wrong = ledger.Failure == ErrorCodes.StorageFull ? null : $"the runs ended with {ledger.Failure}";
        disk.MakeRoom();
        disk.Remount();
        int completed = ledger.Completed;
        await RunAsync(disk, ledger, CheckpointDurability.BeforeNextStage, runs: 1);
        wrong ??= ledger.Completed == completed + 1
            ? await ledger.CheckAsync(disk.StoreFolder)
            : $"the run did not go on when there was room: {ledger.Failure}";
        Console.WriteLine(wrong is null
            ? $"disk full in runs: in the one after {completed} of them, which went on when there was room: as it should be"
            : $"disk full in runs: {wrong}");
        return wrong is null ? 0 : 1;
    }

    // Goes on with the first run that has not completed; after so many records the power is cut.
    private static async Task RunAsync(LoopDisk disk, RunLedger ledger, CheckpointDurability durability, int runs, int records = 0)
    {
        string first = Records.Number(ledger.Completed);
        using var writer = new Writer("run", disk.StoreFolder, durability.ToString(), first, Records.Number(runs));
        while (await writer.ReadLineAsync() is { } line)
        {
            ledger.Take(line);
            if (line.StartsWith("record", StringComparison.Ordinal) && --records == 0)
                disk.CutPower();
        }
    }
}
