using Resilience.Failures;

namespace Resilience;

/// <summary>
/// A failed attempt as filters, predicates and handlers see it: an exception, a rejection, or a result that was judged a failure.
/// </summary>
/// <remarks>Cancellation by the caller is not a failed attempt and never becomes one.</remarks>
public readonly struct FailedAttempt
{
    // An exception or a rejection; null for a judged result.
    private readonly object? _fault;
    private readonly FailureDetail _detail;

    private FailedAttempt(object? fault, FailureDetail detail)
    {
        _fault = fault;
        _detail = detail;
    }

    /// <summary>The cause, the disposition and the time to wait, rounded up to milliseconds.</summary>
    public Failure Failure => _detail.Failure;

    /// <summary>
    /// The exception that ended the attempt; null for a judged result and for a rejection by this pipeline. The rejection by another
    /// pipeline, called inside this one, arrives as its <see cref="RejectedException"/>.
    /// </summary>
    public Exception? Exception => _fault as Exception;

    /// <summary>The refusal of a component of this pipeline, or of one called inside it; null when the attempt failed otherwise.</summary>
    public Rejection? Rejection => _fault as Rejection ?? (_fault as RejectedException)?.Rejection;

    /// <summary>Whether a component refused the attempt, so that it never ran.</summary>
    // A rejection that crossed a pipeline as an exception is still a rejection: whoever did not ask to retry those does not retry it.
    public bool IsRejected => _detail.Status == OutcomeStatus.Rejected || _fault is RejectedException;

    /// <summary>Whether the attempt returned a value that a predicate judged a failure.</summary>
    public bool IsResult => _detail.Status == OutcomeStatus.Success;

    /// <summary>The stable error code: that of the rejection if there is one, otherwise that of the failure.</summary>
    public string Code => Rejection?.Code ?? (_fault as ResilienceException)?.Code ?? Failure.Code;

    /// <summary>What went wrong.</summary>
    public FailureCause Cause => _detail.Cause;

    /// <summary>Whether it may help to try again.</summary>
    public FailureDisposition Disposition => _detail.Disposition;

    /// <summary>
    /// When it makes sense to try again, if the dependency or the component that refused said so; rounded up to milliseconds.
    /// </summary>
    public TimeSpan? RetryAfter => _detail.RetryAfter;

    internal bool HasRetryAfter => _detail.HasRetryAfter;

    internal static FailedAttempt FromException(Exception exception, in Failure failure) =>
        new(exception, new(OutcomeStatus.Failure, failure));

    internal static FailedAttempt FromRejection(Rejection rejection, TimeSpan? retryAfter) =>
        new(rejection, new(OutcomeStatus.Rejected, rejection.ToFailure(retryAfter)));

    internal static FailedAttempt FromResult(in Failure failure) => new(null, new(OutcomeStatus.Success, failure));

    internal static FailedAttempt FromFault(object? fault, FailureDetail detail) => new(fault, detail);
}
