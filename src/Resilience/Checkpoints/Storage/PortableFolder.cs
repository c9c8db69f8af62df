using System.Runtime.InteropServices;

namespace Resilience.Checkpoints.Storage;

/// <summary>
/// A folder by what .NET itself offers: for Windows and macOS. Links are looked for before each step instead of being refused by the
/// system, and how much a power cut leaves there was not tested.
/// </summary>
internal sealed partial class PortableFolder : StorageFolder
{
    private const int WriteThrough = 8;
    private const FileShare SharedByAll = FileShare.ReadWrite | FileShare.Delete;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode PrivateFolder = PrivateFile | UnixFileMode.UserExecute;

    private readonly string _path;

    private PortableFolder(string path) => _path = path;

    /// <summary>Opens the root; null if there is none and none is to be made.</summary>
    public static PortableFolder? OpenRoot(string path, bool create)
    {
        if (!Directory.Exists(path))
        {
            if (!create)
                return null;
            Make(path);
        }

        return new(path);
    }

    public static bool IsOfSystem(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;

    public static T Guard<T>(string what, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            throw StorageErrors.From(what, error);
        }
    }

    public override bool CanReadLocked => false;

    public override List<string> Names() => Guard<List<string>>("Listing a folder", () => Directory.Exists(_path)
        ? [.. Directory.EnumerateFileSystemEntries(_path).Select(static path => Path.GetFileName(path))]
        : []);

    public override StorageFolder? OpenFolder(string name)
    {
        string path = PathOf(name);
        return Directory.Exists(path) ? new PortableFolder(path) : null;
    }

    public override StorageFolder CreateFolder(string name)
    {
        string path = PathOf(name);
        if (!Directory.Exists(path))
        {
            Make(path);
            Flush();
        }

        return new PortableFolder(path);
    }

    public override StorageFile? Open(string name)
    {
        string path = PathOf(name);
        return Guard("Opening a file", () => File.Exists(path) ? new PortableFile(File.OpenHandle(path, share: SharedByAll)) : null);
    }

    public override StorageFile Create(string name) => Create(name, FileMode.CreateNew, FileShare.Read | FileShare.Delete);

    public override StorageFile CreateLocked(string name) => Create(name, FileMode.CreateNew, FileShare.None);

    public override StorageFile? TryLock(string name)
    {
        try
        {
            return Create(name, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (CheckpointException error) when (error.InnerException is IOException)
        {
            // Somebody has it, or the device failed: the next step tells.
            if (File.Exists(PathOf(name)))
                return null;
            throw;
        }
    }

    public override bool IsLocked(string name)
    {
        string path = PathOf(name);
        try
        {
            if (File.Exists(path))
                File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite).Dispose();
            return false;
        }
        catch (Exception error) when (IsOfSystem(error))
        {
            return true;
        }
    }

    public override bool TryMove(string name, StorageFolder target, string newName)
    {
        string from = PathOf(name), to = ((PortableFolder)target).PathOf(newName);
        return Guard("Renaming", () =>
        {
            if (Path.Exists(to) || !Path.Exists(from))
                return false;
            if (OperatingSystem.IsWindows())
                return MoveFileEx(from, to, WriteThrough) ? true : Path.Exists(to) ? false : throw new IOException("Renaming failed.");
            Directory.Move(from, to);
            return true;
        });
    }

    public override void Replace(string name, string newName) => Guard("Replacing a file", () =>
    {
        File.Move(PathOf(name), PathOf(newName), overwrite: true);
        return true;
    });

    public override void Delete(string name) => Guard("Deleting", () =>
    {
        if (Directory.Exists(_path))
            File.Delete(PathOf(name));
        return true;
    });

    public override void DeleteFolder(string name) => Guard("Deleting", () =>
    {
        if (Directory.Exists(PathOf(name)))
            Directory.Delete(PathOf(name));
        return true;
    });

    // Windows writes names through when it moves; there is no call that flushes a folder.
    public override void Flush()
    {
        if (!OperatingSystem.IsWindows())
            FlushFolder();
    }

    public override void Dispose()
    {
    }

    private static void Make(string path) => Guard("Making a folder", () => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, PrivateFolder));

    [LibraryImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string from, string to, uint flags);

    private void FlushFolder()
    {
        int descriptor = LibC.Check("Opening a folder", () => LibC.Open(_path, LibC.ReadOnly, 0));
        using var handle = new Microsoft.Win32.SafeHandles.SafeFileHandle(descriptor, ownsHandle: true);
        LibC.FlushAll(handle, "Flushing a folder");
    }

    private PortableFile Create(string name, FileMode mode, FileShare share)
    {
        string path = PathOf(name);
        return Guard("Making a file", () =>
        {
            var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = PrivateFile;
            return new PortableFile(new FileStream(path, options));
        });
    }

    private string PathOf(string name)
    {
        string path = Path.Combine(_path, name);
        return new FileInfo(path).LinkTarget is null && new DirectoryInfo(_path).LinkTarget is null
            ? path
            : throw StorageErrors.Unsafe("A path of the store leads through a link.");
    }
}
