using Resilience.Timing;

namespace Resilience;

/// <summary>A component refused to let a call through: an open circuit, a full bulkhead, a used-up limit.</summary>
/// <remarks>
/// Only the methods that return a bare result throw it. A call that asks for an <c>Outcome</c> gets the rejection as a value, which is
/// a thousand times cheaper.
/// </remarks>
public sealed class RejectedException : ResilienceException
{
    /// <summary>Makes the exception of a rejection.</summary>
    /// <param name="rejection">The reason and the component that refused.</param>
    /// <param name="retryAfter">
    /// How long the component expects to refuse; a negative time counts as zero, null, the default, means that it does not know.
    /// </param>
    /// <param name="innerException">
    /// What made the component refuse, such as the failure that opened a circuit; null, the default, when nothing did.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="rejection"/> is null.</exception>
    public RejectedException(Rejection rejection, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(null, innerException)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        Rejection = rejection;
        RetryAfter = Failure.NotNegative(retryAfter);
    }

    /// <summary>The reason and the component that refused.</summary>
    public Rejection Rejection { get; }

    /// <summary>How long the component expects to refuse. Never negative; null when it does not know.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The stable error code of the rejection.</summary>
    public override string Code => Rejection.Code;

    /// <inheritdoc />
    public override string Message => RetryAfter is { } wait
        ? $"The call was rejected: {Rejection}. It may be made again after {DurationText.Format(wait)}."
        : $"The call was rejected: {Rejection}.";

    internal override Failure? Classification => Rejection.ToFailure(RetryAfter);
}
