namespace Resilience;

/// <summary>Throw this to say that the same call will fail again, however often it is made.</summary>
public sealed class PermanentException : ResilienceException
{
    private const string DefaultMessage = "The call failed, and will fail again.";

    /// <summary>Makes an exception with a general message and an unknown cause.</summary>
    public PermanentException()
        : this(null)
    {
    }

    /// <summary>Makes an exception with a message and an unknown cause.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    public PermanentException(string? message)
        : this(message, FailureCause.Unknown)
    {
    }

    /// <summary>Makes an exception with a message, an inner exception and an unknown cause.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null when there is none.</param>
    public PermanentException(string? message, Exception? innerException)
        : this(message, FailureCause.Unknown, innerException)
    {
    }

    /// <summary>Makes an exception with a message and a cause.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="cause">What went wrong, for codes, metrics and filters.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    public PermanentException(string? message, FailureCause cause, Exception? innerException = null)
        : base(message ?? DefaultMessage, innerException) => Cause = cause;

    /// <summary>What went wrong; <see cref="FailureCause.Unknown"/> unless the thrower said.</summary>
    public FailureCause Cause { get; }

    /// <inheritdoc />
    public override string Code => Classification.GetValueOrDefault().Code;

    internal override Failure? Classification => new Failure(Cause, FailureDisposition.Permanent);
}
