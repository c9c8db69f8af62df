using System.Runtime.InteropServices;

namespace Resilience.Checkpoints.Storage;

/// <summary>What a system's error means to a store.</summary>
internal static class StorageErrors
{
    public static CheckpointException FromErrno(string what, int errno)
    {
        var inner = new IOException(Marshal.GetPInvokeErrorMessage(errno), errno);
        return errno switch
        {
            Errno.NoSpace or Errno.Quota => Full(what, inner),
            Errno.Loop or Errno.NotDirectory or Errno.NoDevice => Unsafe($"{what} would follow a link, or meets something strange.", inner),
            _ => Failed(what, inner),
        };
    }

    public static CheckpointException From(string what, Exception error) => FailureClassifier.Default.Classify(error) switch
    {
        { Cause: FailureCause.Resource, Disposition: FailureDisposition.Unavailable } => Full(what, error),
        _ => Failed(what, error),
    };

    public static CheckpointException Unsafe(string message, Exception? inner = null) =>
        new(CheckpointError.UnsafePath, message, inner);

    private static CheckpointException Full(string what, Exception inner) =>
        new(CheckpointError.StorageFull, $"{what} failed: there is no room.", inner);

    private static CheckpointException Failed(string what, Exception inner) =>
        new(CheckpointError.StorageFailed, $"{what} failed.", inner);
}
