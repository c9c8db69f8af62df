namespace Resilience;

/// <summary>
/// The base of this library's exceptions: each of them has a stable error code. <see cref="OperationTimedOutException"/> alone has
/// another base, <see cref="TimeoutException"/>; it has a code as well.
/// </summary>
public abstract class ResilienceException : Exception
{
    /// <summary>Makes an exception with a message.</summary>
    /// <param name="message">What happened, without secrets or payloads; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    protected ResilienceException(string? message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The stable error code, one of <see cref="ErrorCodes"/>.</summary>
    public abstract string Code { get; }

    /// <summary>The failure that this exception stands for; null leaves the answer to its inner exception.</summary>
    internal virtual Failure? Classification => null;
}
