namespace Resilience;

/// <summary>Throw this to say that the caller has used up what it may ask for, as an answer with status 429 does.</summary>
public sealed class RateLimitException : ResilienceException
{
    private const string DefaultMessage = "The rate limit of the called service is used up.";

    /// <summary>Makes an exception with a general message that names no time.</summary>
    public RateLimitException()
        : this(null, null, null)
    {
    }

    /// <summary>Makes an exception that names no time.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    public RateLimitException(string? message)
        : this(message, null, null)
    {
    }

    /// <summary>Makes an exception with an inner exception that names no time.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null when there is none.</param>
    public RateLimitException(string? message, Exception? innerException)
        : this(message, null, innerException)
    {
    }

    /// <summary>Makes an exception with a general message and the time to wait.</summary>
    /// <param name="retryAfter">How long to wait before the next call; a negative time counts as zero.</param>
    public RateLimitException(TimeSpan retryAfter)
        : this(null, retryAfter, null)
    {
    }

    /// <summary>Makes an exception with a message and the time to wait.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="retryAfter">How long to wait before the next call; a negative time counts as zero, null means that nobody said.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    public RateLimitException(string? message, TimeSpan? retryAfter, Exception? innerException = null)
        : base(message ?? DefaultMessage, innerException) => RetryAfter = Failure.NotNegative(retryAfter);

    /// <summary>How long what was called asks to be left alone. Never negative; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc />
    public override string Code => ErrorCodes.RateLimit;

    internal override Failure? Classification =>
        new Failure(FailureCause.RateLimit, FailureDisposition.Transient, RetryAfter);
}
