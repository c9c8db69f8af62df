namespace Resilience.Checkpoints.Storage;

/// <summary>A file of a storage. Every method throws <see cref="CheckpointException"/> when the system refuses.</summary>
internal abstract class StorageFile : IRecordSource
{
    public abstract long Length { get; }

    public abstract int Read(long offset, Span<byte> target);

    /// <summary>Writes all of it.</summary>
    public abstract void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns when the content is on the device, and not before.</summary>
    public abstract void Flush();

    public abstract void Dispose();
}
