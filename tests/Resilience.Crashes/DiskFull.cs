namespace Resilience.Crashes;

/// <summary>Writes to a small disk until it is full: the writer is told, and what was acknowledged before is there.</summary>
internal static class DiskFull
{
    public static async Task<int> RunAsync()
    {
        using var disk = LoopDisk.Create(4);
        var ledger = new Ledger();
        string? last = null;
        using (var writer = new Writer("append", disk.StoreFolder))
        {
            while (await writer.ReadLineAsync() is { } line)
            {
                ledger.Take(line);
                last = line;
            }
        }

        // Room, so that it can be acquired: each new owner leaves a record.
        disk.MakeRoom();
        disk.Remount();
        string? wrong = last == $"failed {ErrorCodes.StorageFull}" ? await ledger.CheckAsync(disk.StoreFolder) : $"the writer ended with {last}";
        Console.WriteLine(wrong is null
            ? $"disk full: after {ledger.Acknowledged} records, all of them there: as it should be"
            : $"disk full: {wrong}");
        return wrong is null ? 0 : 1;
    }
}
