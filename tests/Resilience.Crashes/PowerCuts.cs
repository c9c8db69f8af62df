using System.Diagnostics;

namespace Resilience.Crashes;

/// <summary>
/// Cuts the power of a disk while a process writes to it: an ext4 on a loop device is shut down without writing its journal, mounted
/// again, and must hold all that was acknowledged. Where that is not possible it says so and is content.
/// </summary>
internal static class PowerCuts
{
    public static async Task<int> RunAsync(int rounds)
    {
        if (LoopDisk.WhyNot() is { } reason)
        {
            Console.WriteLine($"power cuts: not possible here: {reason}");
            return 0;
        }

        using var disk = LoopDisk.Create(64);
        var ledger = new Ledger();
        var random = new Random();
        long began = Stopwatch.GetTimestamp();
        for (int round = 1; round <= rounds; round++)
        {
            await WriteUntilCutAsync(disk, ledger, random);
            disk.Remount();
            if (await ledger.CheckAsync(disk.StoreFolder) is { } wrong)
            {
                Console.WriteLine($"power cuts: round {round}: {wrong}");
                return 1;
            }
        }

        Console.WriteLine(
            $"power cuts: {rounds} rounds, {ledger.Acknowledged} records acknowledged, all of them there: as it should be "
            + $"({Stopwatch.GetElapsedTime(began).TotalSeconds:0} s)");
        return await DiskFull.RunAsync() + await RunPowerCuts.RunAsync(rounds);
    }

    private static async Task WriteUntilCutAsync(LoopDisk disk, Ledger ledger, Random random)
    {
        using var writer = new Writer("append", disk.StoreFolder);
        int after = random.Next(1, 40);
        while (await writer.ReadLineAsync() is { } line)
        {
            ledger.Take(line);
            if (line.StartsWith("ack", StringComparison.Ordinal) && --after == 0)
                disk.CutPower();
        }
    }
}
