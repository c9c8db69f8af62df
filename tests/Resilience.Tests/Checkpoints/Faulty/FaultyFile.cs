using Resilience.Checkpoints.Storage;

namespace Resilience.Tests.Checkpoints.Faulty;

internal sealed class FaultyFile(FaultyDisk disk, DiskNode node) : StorageFile
{
    public override long Length => disk.Do<long>("length", () => node.Bytes.Length);

    public FaultyFile Lock()
    {
        node.Locker = this;
        return this;
    }

    public override int Read(long offset, Span<byte> target)
    {
        byte[] bytes = disk.Do("read", () => node.Bytes);
        int count = (int)Math.Clamp(bytes.Length - offset, 0, target.Length);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(target);
        return count;
    }

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        byte[] given = bytes.ToArray();
        disk.Do("write", () => Put(offset, given), half: () => Put(offset, given[..(given.Length / 2)]));
    }

    public override void Flush() => disk.Do(
        "flush",
        () =>
        {
            node.Flush();
            return true;
        },
        half: () => node.Dropped = true);

    public override void Dispose() => disk.Release(() => node.Locker = node.Locker == this ? null : node.Locker);

    private bool Put(long offset, byte[] given)
    {
        byte[] all = new byte[Math.Max(node.Bytes.Length, (int)offset + given.Length)];
        node.Bytes.CopyTo(all, 0);
        given.CopyTo(all, (int)offset);
        node.Bytes = all;
        return true;
    }
}
