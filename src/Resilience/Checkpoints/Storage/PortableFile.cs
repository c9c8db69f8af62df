using Microsoft.Win32.SafeHandles;

namespace Resilience.Checkpoints.Storage;

/// <summary>A file by what .NET itself offers: for Windows and macOS, whose flush reports errors.</summary>
internal sealed class PortableFile : StorageFile
{
    private readonly SafeFileHandle _handle;

    // Kept because it would close the handle when it is collected.
    private readonly FileStream? _stream;

    public PortableFile(SafeFileHandle handle) => _handle = handle;

    public PortableFile(FileStream stream)
    {
        _stream = stream;
        _handle = stream.SafeFileHandle;
    }

    public override long Length => Guard("Reading a file's length", () => RandomAccess.GetLength(_handle));

    public override int Read(long offset, Span<byte> target)
    {
        try
        {
            int total = 0;
            while (total < target.Length && RandomAccess.Read(_handle, target[total..], offset + total) is > 0 and var read)
                total += read;
            return total;
        }
        catch (Exception error) when (PortableFolder.IsOfSystem(error))
        {
            throw StorageErrors.From("Reading a file", error);
        }
    }

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_handle, bytes, offset);
        }
        catch (Exception error) when (PortableFolder.IsOfSystem(error))
        {
            throw StorageErrors.From("Writing a file", error);
        }
    }

    public override void Flush() => Guard("Flushing a file", () =>
    {
        RandomAccess.FlushToDisk(_handle);
        return true;
    });

    public override void Dispose()
    {
        _handle.Dispose();
        _stream?.Dispose();
    }

    private static T Guard<T>(string what, Func<T> call) => PortableFolder.Guard(what, call);
}
