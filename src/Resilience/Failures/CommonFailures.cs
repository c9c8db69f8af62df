namespace Resilience.Failures;

/// <summary>
/// The plain exceptions that services throw most, recognised by their exact type: a look at each base class, as in
/// <see cref="KnownFailures"/>, costs several times as much, and this is asked for every failed attempt.
/// </summary>
internal static class CommonFailures
{
    // COR_E_IO: the system said nothing more.
    private const int PlainIO = unchecked((int)0x80131620);

    private static readonly FailureDetail _timeout = Detail(FailureCause.Timeout);
    private static readonly FailureDetail _unknown = Detail(FailureCause.Unknown);

    /// <summary>Whether the exception is one of them; if so, the answer is the one that <see cref="KnownFailures"/> would give.</summary>
    public static bool TryClassify(Exception exception, out FailureDetail detail)
    {
        // Asked of the exception each time: so the compiler compares pointers and makes no object of the type.
        if (exception.GetType() == typeof(TimeoutException) || exception.GetType() == typeof(OperationTimedOutException))
        {
            detail = _timeout;
            return true;
        }

        detail = _unknown;
        return exception.InnerException is null
            && (exception.GetType() == typeof(InvalidOperationException)
                || (exception.GetType() == typeof(IOException) && exception.HResult == PlainIO));
    }

    private static FailureDetail Detail(FailureCause cause) => new(OutcomeStatus.Failure, new(cause, FailureDisposition.Transient));
}
