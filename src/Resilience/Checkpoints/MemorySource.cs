namespace Resilience.Checkpoints;

/// <summary>A record in memory.</summary>
internal sealed class MemorySource(byte[] bytes) : IRecordSource
{
    public long Length => bytes.Length;

    public int Read(long offset, Span<byte> target)
    {
        int count = (int)Math.Clamp(bytes.Length - offset, 0, target.Length);
        if (count > 0)
            bytes.AsSpan((int)offset, count).CopyTo(target);
        return count;
    }

    public void Dispose()
    {
    }
}
