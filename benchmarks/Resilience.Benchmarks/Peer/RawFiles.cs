using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Resilience.Benchmarks.Gate;
using Resilience.Benchmarks.Ours;

namespace Resilience.Benchmarks.Peer;

/// <summary>The same without a library: what the calls of the system, and SHA-256, cost by themselves.</summary>
internal sealed partial class RawFiles : DiskWork, IDisposable
{
    private const int HeaderSize = 128;

    // O_RDWR, O_CREAT, O_EXCL, O_CLOEXEC of Linux.
    private const int NewFile = 0x2 | 0x40 | 0x80 | 0x80000;

    private readonly Action<RawFiles> _call;
    private readonly string _folder;
    private readonly SafeFileHandle _folderHandle;
    private readonly byte[] _buffer = new byte[2 * Contexts.Size];
    private int _written;

    private RawFiles(string folder, Action<RawFiles> call)
    {
        _call = call;
        _folder = folder;
        _folderHandle = new SafeFileHandle(Check(Open(folder, 0, 0)), ownsHandle: true);
    }

    /// <summary>Writes 64 KiB into a new file, flushes it, renames it, and flushes the folder.</summary>
    public static RawFiles Write() => new(GateFolder.Create(), static raw => raw.WriteOne());

    /// <summary>Lists a run's folder and reads the header of each record.</summary>
    public static RawFiles ReadHeaders() => new(RunWork.Filled, static raw => raw.ForEach(HeaderSize, static _ => { }));

    /// <summary>Reads a run's records and hashes them.</summary>
    public static RawFiles Hash() => new(RunWork.Filled, static raw => raw.ForEach(int.MaxValue, static bytes =>
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
    }));

    public override void Call() => _call(this);

    public void Dispose() => _folderHandle.Dispose();

    private static int Check(int result) =>
        result >= 0 ? result : throw new IOException("The system refused.", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    private void WriteOne()
    {
        string name = Path.Combine(_folder, $"{++_written:D8}.ckpt"), temporary = name + ".tmp";
        using (var file = new SafeFileHandle(Check(Open(temporary, NewFile, 0x180)), ownsHandle: true))
        {
            if (Write(file, Contexts.Noise, (nuint)Contexts.Noise.Length) != Contexts.Noise.Length)
            {
                throw new IOException("The write was short.");
            }

            Check(Flush(file));
        }

        Check(Rename(temporary, name));
        Check(Flush(_folderHandle));
    }

    private void ForEach(int mostBytes, Action<ReadOnlySpan<byte>> look)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(_folder, Contexts.Run.Pipeline, Contexts.Run.RunId)))
        {
            if (!path.EndsWith(".ckpt", StringComparison.Ordinal))
            {
                continue;
            }

            using SafeFileHandle file = File.OpenHandle(path);
            look(_buffer.AsSpan(0, RandomAccess.Read(file, _buffer.AsSpan(0, Math.Min(mostBytes, _buffer.Length)), 0)));
        }
    }
}
