namespace Resilience.Tests.Checkpoints.Faulty;

/// <summary>A file or a folder of a <see cref="FaultyDisk"/>: as processes see it, and as it is on the device.</summary>
internal sealed class DiskNode(bool isFolder)
{
    public bool IsFolder { get; } = isFolder;

    public Dictionary<string, DiskNode> Entries { get; set; } = [];

    public Dictionary<string, DiskNode> FlushedEntries { get; private set; } = [];

    public byte[] Bytes { get; set; } = [];

    public byte[] FlushedBytes { get; private set; } = [];

    public object? Locker { get; set; }

    /// <summary>A flush failed: what was to be written is forgotten, and later flushes succeed without it.</summary>
    public bool Dropped { get; set; }

    public void Flush()
    {
        FlushedEntries = new(Entries);
        if (!Dropped)
            FlushedBytes = [.. Bytes];
    }

    public void Crash(Survival survival)
    {
        Locker = null;
        if (survival is Survival.Flushed or Survival.NamesAndFlushed)
            Bytes = [.. FlushedBytes];
        if (survival is Survival.Flushed or Survival.ContentsAndFlushed)
            Entries = new(FlushedEntries);
        foreach (DiskNode node in Entries.Values)
            node.Crash(survival);
        Flush();
    }
}
