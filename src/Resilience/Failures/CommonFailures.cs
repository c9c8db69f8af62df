namespace Resilience.Failures;

/// <summary>
/// The plain exceptions that services throw most, recognised by their exact type: a look at each base class, as in
/// <see cref="KnownFailures"/>, costs several times as much, and this is asked for every failed attempt.
/// </summary>
internal static class CommonFailures
{
    /// <summary>Whether the exception is one of them; if so, the answer is the one that <see cref="KnownFailures"/> would give.</summary>
    public static bool TryClassify(Exception exception, out Failure failure)
    {
        Type type = exception.GetType();
        failure = default;
        if (type == typeof(TimeoutException) || type == typeof(OperationTimedOutException))
        {
            failure = new(FailureCause.Timeout, FailureDisposition.Transient);
            return true;
        }

        if (type == typeof(HttpRequestException))
            return HttpFailures.TryClassify((HttpRequestException)exception, out failure);

        if (exception.InnerException is not null)
            return false;
        if (type == typeof(IOException))
            IOFailures.TryClassify((IOException)exception, out failure);
        return type == typeof(IOException) || type == typeof(InvalidOperationException);
    }
}
