namespace Resilience.Pipelines;

/// <summary>Status and classification of an outcome in eight bytes, so that an outcome stays cheap to pass around.</summary>
internal readonly struct OutcomeDetail
{
    private const int NoRetryAfter = -1;

    private readonly FailureCause _cause;
    private readonly FailureDisposition _disposition;
    private readonly int _retryAfterMilliseconds;

    public OutcomeDetail(OutcomeStatus status, Failure failure, bool isClassified = true)
    {
        Status = status;
        IsClassified = isClassified;
        _cause = failure.Cause;
        _disposition = failure.Disposition;
        _retryAfterMilliseconds = failure.RetryAfter is { } hint
            ? (int)Math.Clamp(Math.Ceiling(hint.TotalMilliseconds), 0, int.MaxValue)
            : NoRetryAfter;
    }

    public OutcomeStatus Status { get; }

    /// <summary>Whether somebody judged the failure; if not, the pipeline's classifier will.</summary>
    public bool IsClassified { get; }

    public TimeSpan? RetryAfter =>
        _retryAfterMilliseconds == NoRetryAfter ? null : TimeSpan.FromMilliseconds(_retryAfterMilliseconds);

    public Failure Failure => new(_cause, _disposition, RetryAfter);
}
