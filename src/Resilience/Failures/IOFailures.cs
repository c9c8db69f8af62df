namespace Resilience.Failures;

/// <summary>What is known of errors of files and streams.</summary>
internal static class IOFailures
{
    public static bool TryClassify(IOException exception, out Failure failure)
    {
        switch (exception)
        {
            case HttpIOException http:
                return HttpFailures.TryClassify(http.HttpRequestError, out failure);

            case EndOfStreamException:
                // A connection that closed halfway looks like this, and the next answer may be whole.
                failure = new(FailureCause.Data, FailureDisposition.Transient);
                return false;

            case FileNotFoundException:
            case DirectoryNotFoundException:
            case DriveNotFoundException:
            case PathTooLongException:
            case FileLoadException:
                failure = new(FailureCause.Data, FailureDisposition.Permanent);
                return true;

            default:
                failure = FromSystem(exception.HResult);
                return failure != default;
        }
    }

    /// <summary>
    /// Windows puts its error codes below 0x8007, the other systems' plain error numbers stand as they are, so that they never meet.
    /// </summary>
    private static Failure FromSystem(int hresult) => unchecked((uint)hresult) switch
    {
        28 or 69 or 122 => DiskFull,                        // ENOSPC, EDQUOT of macOS, EDQUOT of Linux
        0x80070027 or 0x80070070 => DiskFull,               // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
        11 or 16 or 23 or 24 or 35 => InUse,                // EAGAIN of Linux, EBUSY, ENFILE, EMFILE, EAGAIN of macOS
        0x80070004 or 0x80070020 or 0x80070021 => InUse,    // ERROR_TOO_MANY_OPEN_FILES, _SHARING_VIOLATION, _LOCK_VIOLATION
        17 => Conflict,                                     // EEXIST
        0x80070050 or 0x800700B7 => Conflict,               // ERROR_FILE_EXISTS, _ALREADY_EXISTS
        30 or 0x80070013 => ReadOnly,                       // EROFS, ERROR_WRITE_PROTECT
        32 => Broken,                                       // EPIPE
        0x8007006D or 0x800700E7 or 0x800700E8 => Broken,   // ERROR_BROKEN_PIPE, _PIPE_BUSY, _NO_DATA
        _ => default,
    };

    // A disk that is full stays full until somebody makes room.
    private static Failure DiskFull => new(FailureCause.Resource, FailureDisposition.Unavailable);

    private static Failure InUse => new(FailureCause.Resource, FailureDisposition.Transient);

    private static Failure Conflict => new(FailureCause.Data, FailureDisposition.Permanent);

    private static Failure ReadOnly => new(FailureCause.Validation, FailureDisposition.Permanent);

    private static Failure Broken => new(FailureCause.Connection, FailureDisposition.Transient);
}
