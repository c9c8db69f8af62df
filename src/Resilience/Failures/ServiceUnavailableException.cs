namespace Resilience;

/// <summary>Throw this to say that what is called is down, as an answer with status 503 does.</summary>
public sealed class ServiceUnavailableException : ResilienceException
{
    private const string DefaultMessage = "The called service is unavailable.";

    /// <summary>Makes an exception with a general message that names no time.</summary>
    public ServiceUnavailableException()
        : this(null, null, null)
    {
    }

    /// <summary>Makes an exception that names no time.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    public ServiceUnavailableException(string? message)
        : this(message, null, null)
    {
    }

    /// <summary>Makes an exception with an inner exception that names no time.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null when there is none.</param>
    public ServiceUnavailableException(string? message, Exception? innerException)
        : this(message, null, innerException)
    {
    }

    /// <summary>Makes an exception with a general message and the time to wait.</summary>
    /// <param name="retryAfter">How long to wait before the next call; a negative time counts as zero.</param>
    public ServiceUnavailableException(TimeSpan retryAfter)
        : this(null, retryAfter, null)
    {
    }

    /// <summary>Makes an exception with a message and the time to wait.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="retryAfter">How long to wait before the next call; a negative time counts as zero, null means that nobody said.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    public ServiceUnavailableException(string? message, TimeSpan? retryAfter, Exception? innerException = null)
        : base(message ?? DefaultMessage, innerException) => RetryAfter = Failure.NotNegative(retryAfter);

    /// <summary>How long what was called asks to be left alone. Never negative; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc />
    public override string Code => ErrorCodes.Unavailable;

    internal override Failure? Classification =>
        new Failure(FailureCause.Unknown, FailureDisposition.Unavailable, RetryAfter);
}
