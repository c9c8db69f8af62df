using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Resilience.Checkpoints.Storage;

/// <summary>
/// The calls of Linux that .NET has no equal for, or one that cannot be relied on: its own flush swallows the errors of fsync on Linux
/// (10.0.12 and before), it cannot flush a folder, and it follows links.
/// </summary>
internal static partial class LibC
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;
    public const int RenameNoReplace = 1;
    public const int RemoveFolder = 0x200;
    public const int SeekEnd = 2;
    public const int GetLock = 36;
    public const int SetLock = 37;

    private const string Library = "libc";

    // These two differ between the families of processors.
    private static readonly bool _isArm =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm or Architecture.Armv6;

    public static int Directory => _isArm ? 0x4000 : 0x10000;

    public static int NoFollow => _isArm ? 0x8000 : 0x20000;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OpenAt(SafeFileHandle folder, string name, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolderAt(SafeFileHandle folder, string name, uint mode);

    [LibraryImport(Library, EntryPoint = "renameat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameAt(SafeFileHandle folder, string name, SafeFileHandle target, string newName);

    [LibraryImport(Library, EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RenameAt2(SafeFileHandle folder, string name, SafeFileHandle target, string newName, uint flags);

    [LibraryImport(Library, EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LinkAt(SafeFileHandle folder, string name, SafeFileHandle target, string newName, int flags);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int UnlinkAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport(Library, EntryPoint = "fchmodat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeModeAt(SafeFileHandle folder, string name, uint mode, int flags);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(SafeFileHandle file, uint mode);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Flush(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    public static partial long Seek(SafeFileHandle file, long offset, int from);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    public static partial nint Read(SafeFileHandle file, Span<byte> target, nuint count, long offset);

    [LibraryImport(Library, EntryPoint = "pwrite", SetLastError = true)]
    public static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, nuint count, long offset);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    public static partial int Lock(SafeFileHandle file, int command, ref FileLock what);

    /// <summary>Returns when a file, or the names in a folder, are on the device.</summary>
    public static void FlushAll(SafeFileHandle handle, string what)
    {
        while (Flush(handle) < 0)
        {
            if (Marshal.GetLastPInvokeError() is not Errno.Interrupted and var errno)
                throw StorageErrors.FromErrno(what, errno);
        }
    }

    /// <summary>Repeats a call that a signal interrupted, and throws when it failed otherwise.</summary>
    public static int Check(string what, Func<int> call)
    {
        int result = Repeat(call);
        return result >= 0 ? result : throw StorageErrors.FromErrno(what, Marshal.GetLastPInvokeError());
    }

    /// <summary>Repeats a call that a signal interrupted.</summary>
    public static int Repeat(Func<int> call)
    {
        int result;
        do
            result = call();
        while (result < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted);
        return result;
    }
}
