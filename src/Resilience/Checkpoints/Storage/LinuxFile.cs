using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Resilience.Checkpoints.Storage;

/// <summary>A file of Linux.</summary>
internal sealed class LinuxFile(SafeFileHandle handle) : StorageFile
{
    public override long Length => LibC.Seek(handle, 0, LibC.SeekEnd) is >= 0 and var length
        ? length
        : throw StorageErrors.FromErrno("Reading a file's length", Marshal.GetLastPInvokeError());

    public override int Read(long offset, Span<byte> target)
    {
        int total = 0;
        while (total < target.Length)
        {
            Span<byte> rest = target[total..];
            nint read = LibC.Read(handle, rest, (nuint)rest.Length, offset + total);
            if (read == 0)
                break;
            if (read > 0)
                total += (int)read;
            else if (Marshal.GetLastPInvokeError() is not Errno.Interrupted and var errno)
                throw StorageErrors.FromErrno("Reading a file", errno);
        }

        return total;
    }

    public override void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written = LibC.Write(handle, bytes, (nuint)bytes.Length, offset);
            if (written >= 0)
            {
                bytes = bytes[(int)written..];
                offset += written;
            }
            else if (Marshal.GetLastPInvokeError() is not Errno.Interrupted and var errno)
            {
                throw StorageErrors.FromErrno("Writing a file", errno);
            }
        }
    }

    // A failed flush is never repeated on the same file: the system has dropped what it could not write, and would call the next a success.
    public override void Flush() => LibC.FlushAll(handle, "Flushing a file");

    /// <summary>Locks the file; false if somebody else has.</summary>
    public bool TryLock()
    {
        FileLock whole = FileLock.Whole;
        if (LibC.Repeat(() => LibC.Lock(handle, LibC.SetLock, ref whole)) >= 0)
            return true;
        return Marshal.GetLastPInvokeError() is Errno.Again or Errno.Access
            ? false
            : throw StorageErrors.FromErrno("Locking a file", Marshal.GetLastPInvokeError());
    }

    /// <summary>Whether somebody else has locked the file.</summary>
    public bool IsLocked()
    {
        FileLock whole = FileLock.Whole;
        LibC.Check("Asking for a lock", () => LibC.Lock(handle, LibC.GetLock, ref whole));
        return whole.IsHeld;
    }

    public override void Dispose() => handle.Dispose();
}
