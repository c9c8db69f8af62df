namespace Resilience.Failures;

/// <summary>Status and classification of what failed, in eight bytes, so that outcomes and failed attempts stay cheap to pass around.</summary>
internal readonly struct FailureDetail
{
    private const int NoRetryAfter = -1;

    private readonly int _retryAfterMilliseconds;

    public FailureDetail(OutcomeStatus status, in Failure failure)
    {
        Status = status;
        IsClassified = true;
        Cause = failure.Cause;
        Disposition = failure.Disposition;
        _retryAfterMilliseconds = failure.RetryAfter is { } hint
            ? (int)Math.Clamp(Math.Ceiling(hint.TotalMilliseconds), 0, int.MaxValue)
            : NoRetryAfter;
    }

    private FailureDetail(OutcomeStatus status)
    {
        Status = status;
        _retryAfterMilliseconds = NoRetryAfter;
    }

    /// <summary>A failure that nobody has judged yet.</summary>
    public static FailureDetail Unclassified => new(OutcomeStatus.Failure);

    public OutcomeStatus Status { get; }

    /// <summary>Whether somebody judged the failure; if not, the pipeline's classifier will.</summary>
    public bool IsClassified { get; }

    public FailureCause Cause { get; }

    public FailureDisposition Disposition { get; }

    public TimeSpan? RetryAfter =>
        _retryAfterMilliseconds == NoRetryAfter ? null : TimeSpan.FromMilliseconds(_retryAfterMilliseconds);

    public Failure Failure => new(Cause, Disposition, RetryAfter);
}
