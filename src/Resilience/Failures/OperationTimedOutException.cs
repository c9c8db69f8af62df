using Resilience.Timing;

namespace Resilience;

/// <summary>
/// A timeout of this library ended a call. It is a <see cref="TimeoutException"/>, so that code which catches those sees it.
/// </summary>
public sealed class OperationTimedOutException : TimeoutException
{
    private readonly string? _message;

    /// <summary>Makes an exception that names neither the limit nor the component.</summary>
    public OperationTimedOutException()
        : this(null, null)
    {
    }

    /// <summary>Makes an exception that names neither the limit nor the component.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    public OperationTimedOutException(string? message)
        : this(message, null)
    {
    }

    /// <summary>Makes an exception with an inner exception that names neither the limit nor the component.</summary>
    /// <param name="message">What happened; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null when there is none.</param>
    public OperationTimedOutException(string? message, Exception? innerException)
        : base(message, innerException) => _message = message ?? "The operation did not finish in time.";

    /// <summary>Makes the exception of a component whose limit has passed.</summary>
    /// <param name="timeout">The limit that has passed.</param>
    /// <param name="component">The name of the component that set the limit.</param>
    /// <param name="innerException">The exception with which the call ended; null, the default, when there is none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="component"/> is null.</exception>
    public OperationTimedOutException(TimeSpan timeout, string component, Exception? innerException = null)
        : base(null, innerException)
    {
        ArgumentNullException.ThrowIfNull(component);
        Timeout = timeout;
        Component = component;
    }

    /// <summary>The limit that has passed; zero when the thrower did not name it.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The name of the component that set the limit; empty when the thrower did not name it.</summary>
    public string Component { get; } = string.Empty;

    /// <summary>The stable error code, <see cref="ErrorCodes.Timeout"/>.</summary>
    public string Code { get; } = ErrorCodes.Timeout;

    /// <inheritdoc />
    // Made when somebody reads it: a timeout that becomes an outcome, or is retried, needs no text.
    public override string Message =>
        _message ?? $"The operation did not finish within {DurationText.Format(Timeout)} (timeout '{Component}').";
}
