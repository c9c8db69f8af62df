using System.IO.Enumeration;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Resilience.Checkpoints.Storage;

/// <summary>
/// A folder of Linux. Names are looked up from the open folder, never by path, so that nobody can put a link into the way; only the root's
/// own path, which the operator chose, is followed as it is.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxFolder : StorageFolder
{
    private const uint PrivateFile = 0x180;   // 0600
    private const uint PrivateFolder = 0x1C0; // 0700

    // What is hidden is what this store hides.
    private static readonly EnumerationOptions _all = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly SafeFileHandle _handle;
    private readonly string _path;

    private LinuxFolder(SafeFileHandle handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    /// <summary>Opens the root; null if there is none and none is to be made.</summary>
    public static LinuxFolder? OpenRoot(string path, bool create) => OpenPath(path, create)?.Checked();

    public override List<string> Names()
    {
        try
        {
            // By path, but names are all that is taken from it.
            return [.. new FileSystemEnumerable<string>(_path, static (ref FileSystemEntry entry) => entry.FileName.ToString(), _all)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.From("Listing a folder", error);
        }
    }

    public override LinuxFolder? OpenFolder(string name) =>
        TryOpen(name, LibC.ReadOnly | LibC.Directory, 0) is { } handle
            ? new LinuxFolder(handle, Path.Combine(_path, name)).Checked()
            : null;

    public override StorageFolder CreateFolder(string name)
    {
        if (OpenFolder(name) is { } there)
            return there;
        Make(name);
        return OpenFolder(name) ?? throw StorageErrors.FromErrno("Opening a folder", Errno.NoEntry);
    }

    public override StorageFile? Open(string name) =>
        TryOpen(name, LibC.ReadOnly | LibC.NonBlocking, 0) is { } handle ? new LinuxFile(handle) : null;

    public override StorageFile Create(string name) => CreateFile(name);

    public override StorageFile CreateLocked(string name)
    {
        LinuxFile file = CreateFile(name);
        if (file.TryLock())
            return file;
        file.Dispose();
        throw new CheckpointException(CheckpointError.RunOwned, "Somebody else locked a file that was just made.");
    }

    public override StorageFile? TryLock(string name)
    {
        SafeFileHandle handle = TryOpen(name, LibC.ReadWrite | LibC.Create | LibC.NonBlocking, PrivateFile)
            ?? throw StorageErrors.FromErrno("Opening a lock", Errno.NoEntry);
        LinuxFile file = Private(handle);
        if (file.TryLock())
            return file;
        file.Dispose();
        return null;
    }

    public override bool IsLocked(string name)
    {
        using SafeFileHandle? handle = TryOpen(name, LibC.ReadOnly | LibC.NonBlocking, 0);
        return handle is not null && new LinuxFile(handle).IsLocked();
    }

    public override bool TryMove(string name, StorageFolder target, string newName)
    {
        SafeFileHandle to = ((LinuxFolder)target)._handle;
        if (LibC.Repeat(() => LibC.RenameAt2(_handle, name, to, newName, LibC.RenameNoReplace)) >= 0)
            return true;
        return Marshal.GetLastPInvokeError() switch
        {
            Errno.Exists or Errno.NoEntry => false,
            Errno.Invalid or Errno.NotImplemented or Errno.NotSupported => TryLinkAndUnlink(name, to, newName),
            var errno => throw StorageErrors.FromErrno("Renaming", errno),
        };
    }

    public override void Replace(string name, string newName) =>
        LibC.Check("Replacing a file", () => LibC.RenameAt(_handle, name, _handle, newName));

    public override void Delete(string name) => Unlink(name, 0);

    public override void DeleteFolder(string name) => Unlink(name, LibC.RemoveFolder);

    public override void Flush() => LibC.FlushAll(_handle, "Flushing a folder");

    public override void Dispose() => _handle.Dispose();

    // What stands above the store's folder is the operator's affair; what is missing of it is made like the rest.
    private static LinuxFolder? OpenPath(string path, bool create)
    {
        int opened = LibC.Repeat(() => LibC.Open(path, LibC.ReadOnly | LibC.Directory | LibC.CloseOnExec, 0));
        if (opened >= 0)
            return new(new SafeFileHandle(opened, ownsHandle: true), path);
        int errno = Marshal.GetLastPInvokeError();
        if (errno != Errno.NoEntry)
            throw StorageErrors.FromErrno("Opening the store's folder", errno);
        if (!create)
            return null;
        string above = Path.GetDirectoryName(path) ?? throw StorageErrors.FromErrno("Making the store's folder", errno);
        using LinuxFolder parent = OpenPath(above, create)!;
        parent.Make(Path.GetFileName(path));
        return OpenPath(path, create: false) ?? throw StorageErrors.FromErrno("Opening the store's folder", Errno.NoEntry);
    }

    // Whoever may write in a folder may put anything into the place of what is in it. Groups are left to the operator.
    private LinuxFolder Checked()
    {
        if ((File.GetUnixFileMode(_handle) & UnixFileMode.OtherWrite) == 0)
            return this;
        Dispose();
        throw StorageErrors.Unsafe("Everyone may write in a folder of the store.");
    }

    private void Make(string name)
    {
        if (LibC.Repeat(() => LibC.MakeFolderAt(_handle, name, PrivateFolder)) < 0)
        {
            if (Marshal.GetLastPInvokeError() is not Errno.Exists and var errno)
                throw StorageErrors.FromErrno("Making a folder", errno);
            return;
        }

        // The umask may have taken bits away that the owner needs.
        LibC.Check("Making a folder private", () => LibC.ChangeModeAt(_handle, name, PrivateFolder, 0));
        Flush();
    }

    private LinuxFile CreateFile(string name)
    {
        SafeFileHandle handle = TryOpen(name, LibC.ReadWrite | LibC.Create | LibC.Exclusive, PrivateFile)
            ?? throw StorageErrors.FromErrno("Making a file", Errno.NoEntry);
        return Private(handle);
    }

    // It was made so, but for bits that the umask may have taken away and the owner needs.
    private static LinuxFile Private(SafeFileHandle handle)
    {
        try
        {
            LibC.Check("Making a file private", () => LibC.ChangeMode(handle, PrivateFile));
            return new LinuxFile(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private SafeFileHandle? TryOpen(string name, int flags, uint mode)
    {
        int descriptor = LibC.Repeat(() => LibC.OpenAt(_handle, name, flags | LibC.NoFollow | LibC.CloseOnExec, mode));
        if (descriptor >= 0)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        int errno = Marshal.GetLastPInvokeError();
        return errno == Errno.NoEntry ? null : throw StorageErrors.FromErrno("Opening a file", errno);
    }

    // For file systems that cannot rename without replacing.
    private bool TryLinkAndUnlink(string name, SafeFileHandle to, string newName)
    {
        if (LibC.Repeat(() => LibC.LinkAt(_handle, name, to, newName, 0)) < 0)
        {
            return Marshal.GetLastPInvokeError() is Errno.Exists or Errno.NoEntry
                ? false
                : throw StorageErrors.FromErrno("Linking a file", Marshal.GetLastPInvokeError());
        }

        Unlink(name, 0);
        return true;
    }

    private void Unlink(string name, int flags)
    {
        if (LibC.Repeat(() => LibC.UnlinkAt(_handle, name, flags)) < 0 && Marshal.GetLastPInvokeError() is not Errno.NoEntry and var errno)
            throw StorageErrors.FromErrno("Deleting", errno);
    }
}
