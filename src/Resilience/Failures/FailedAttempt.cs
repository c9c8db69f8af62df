namespace Resilience;

/// <summary>
/// A failed attempt as filters, predicates and handlers see it: an exception, a rejection, or a result that was judged a failure.
/// </summary>
/// <remarks>Cancellation by the caller is not a failed attempt and never becomes one.</remarks>
public readonly struct FailedAttempt
{
    private FailedAttempt(Failure failure, Exception? exception, Rejection? rejection, bool isResult)
    {
        Failure = failure;
        Exception = exception;
        Rejection = rejection;
        IsResult = isResult;
    }

    /// <summary>The cause, the disposition and the time to wait.</summary>
    public Failure Failure { get; }

    /// <summary>
    /// The exception that ended the attempt; null for a judged result and for a rejection by this pipeline. The rejection by another
    /// pipeline, called inside this one, arrives as its <see cref="RejectedException"/>.
    /// </summary>
    public Exception? Exception { get; }

    /// <summary>The refusal of a component of this pipeline, or of one called inside it; null when the attempt failed otherwise.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Whether a component refused the attempt, so that it never ran.</summary>
    public bool IsRejected => Rejection is not null;

    /// <summary>Whether the attempt returned a value that a predicate judged a failure.</summary>
    public bool IsResult { get; }

    /// <summary>The stable error code: that of the rejection if there is one, otherwise that of the failure.</summary>
    public string Code => Rejection?.Code ?? Failure.Code;

    // A rejection that crossed a pipeline as an exception is still a rejection: whoever did not ask to retry those does not retry it.
    internal static FailedAttempt FromException(Exception exception, Failure failure) =>
        new(failure, exception, (exception as RejectedException)?.Rejection, isResult: false);

    internal static FailedAttempt FromRejection(Rejection rejection, TimeSpan? retryAfter) =>
        new(rejection.ToFailure(retryAfter), exception: null, rejection, isResult: false);

    internal static FailedAttempt FromResult(Failure failure) => new(failure, exception: null, rejection: null, isResult: true);
}
