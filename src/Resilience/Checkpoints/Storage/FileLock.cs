using System.Runtime.InteropServices;

namespace Resilience.Checkpoints.Storage;

/// <summary>
/// <c>struct flock</c> of 64-bit Linux. The lock belongs to the open file, not to the process: it ends when the file is closed, however
/// that happens, and holds against the same process as well.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct FileLock
{
    private const short WriteLock = 1;
    private const short Unlocked = 2;

    [FieldOffset(0)]
    private short _type;

    /// <summary>The whole file, for one alone.</summary>
    public static FileLock Whole => new() { _type = WriteLock };

    /// <summary>Whether the answer to a question says that somebody holds a lock.</summary>
    public readonly bool IsHeld => _type != Unlocked;
}
