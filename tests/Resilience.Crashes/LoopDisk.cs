using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Resilience.Crashes;

/// <summary>An ext4 in a file, mounted through a loop device.</summary>
internal sealed partial class LoopDisk : IDisposable
{
    // FS_IOC_SHUTDOWN, and its mode that does not write the journal before.
    private const ulong Shutdown = 0x8004587D;
    private const uint WithoutJournal = 2;

    private readonly string _folder;

    private LoopDisk(string folder) => _folder = folder;

    public string StoreFolder => Path.Combine(MountPoint, "store");

    private string MountPoint => Path.Combine(_folder, "mount");

    private string Image => Path.Combine(_folder, "image");

    private string Ballast => Path.Combine(MountPoint, "ballast");

    /// <summary>Why there can be no such disk here; null if there can.</summary>
    public static string? WhyNot()
    {
        if (!OperatingSystem.IsLinux())
            return "not Linux";
        if (!Environment.IsPrivilegedProcess)
            return "not root";
        try
        {
            using LoopDisk disk = Create(4);
            return disk.CutPower() ? null : "the file system cannot be shut down";
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            return error.Message;
        }
    }

    public static LoopDisk Create(int megabytes)
    {
        var disk = new LoopDisk(Directory.CreateTempSubdirectory("resilience-disk-").FullName);
        try
        {
            Directory.CreateDirectory(disk.MountPoint);
            using (FileStream image = File.Create(disk.Image))
                image.SetLength(megabytes * 1024L * 1024);
            Run("mkfs.ext4", "-q", "-F", disk.Image);
            disk.Mount();
            File.WriteAllBytes(disk.Ballast, new byte[megabytes * 128 * 1024]);
            return disk;
        }
        catch
        {
            disk.Dispose();
            throw;
        }
    }

    /// <summary>From here on nothing gets to the device any more, and what was not flushed is lost; false if that cannot be done.</summary>
    public bool CutPower()
    {
        using SafeFileHandle mount = OpenFolder(MountPoint);
        uint mode = WithoutJournal;
        return Control(mount, Shutdown, ref mode) == 0;
    }

    public void Remount()
    {
        Run("umount", MountPoint);
        Mount();
    }

    /// <summary>Frees some of the room.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        try
        {
            Run("umount", "--lazy", MountPoint);
        }
        catch (InvalidOperationException)
        {
            // It was not mounted.
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program}: {errors.Trim()}");
    }

    private static SafeFileHandle OpenFolder(string path)
    {
        int descriptor = Open(path, 0);
        return descriptor >= 0 ? new(descriptor, ownsHandle: true) : throw new InvalidOperationException("The mount point cannot be opened.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(SafeFileHandle file, ulong request, ref uint argument);

    private void Mount() => Run("mount", "-o", "loop", Image, MountPoint);
}
