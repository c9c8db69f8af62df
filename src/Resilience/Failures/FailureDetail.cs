namespace Resilience.Failures;

/// <summary>
/// Status and classification of what failed, in one 64-bit word, so that outcomes and failed attempts stay cheap to pass around. A
/// structure of small fields would be aligned to four bytes, and copies of what contains it would cross the boundaries of their stores.
/// </summary>
internal readonly struct FailureDetail
{
    // From the lowest bit: status, whether it is classified, cause, disposition, eight bits each; then Retry-After in milliseconds, plus 1.
    private const int ClassifiedShift = 8;
    private const int CauseShift = 16;
    private const int DispositionShift = 24;
    private const int RetryAfterShift = 32;

    private readonly ulong _bits;

    public FailureDetail(OutcomeStatus status, in Failure failure) =>
        _bits = (ulong)status
            | (1ul << ClassifiedShift)
            | ((ulong)failure.Cause << CauseShift)
            | ((ulong)failure.Disposition << DispositionShift)
            | (failure.RetryAfter is { } hint ? Milliseconds(hint) << RetryAfterShift : 0);

    private FailureDetail(OutcomeStatus status) => _bits = (ulong)status;

    /// <summary>A failure that nobody has judged yet.</summary>
    public static FailureDetail Unclassified => new(OutcomeStatus.Failure);

    public OutcomeStatus Status => (OutcomeStatus)(byte)_bits;

    /// <summary>Whether somebody judged the failure; if not, the pipeline's classifier will.</summary>
    public bool IsClassified => (byte)(_bits >> ClassifiedShift) != 0;

    public FailureCause Cause => (FailureCause)(byte)(_bits >> CauseShift);

    public FailureDisposition Disposition => (FailureDisposition)(byte)(_bits >> DispositionShift);

    public bool HasRetryAfter => _bits >> RetryAfterShift != 0;

    public TimeSpan? RetryAfter => HasRetryAfter ? TimeSpan.FromMilliseconds((long)(_bits >> RetryAfterShift) - 1) : null;

    public Failure Failure => new(Cause, Disposition, RetryAfter);

    private static ulong Milliseconds(TimeSpan hint) => (ulong)Math.Clamp(
        (hint.Ticks / TimeSpan.TicksPerMillisecond) + (hint.Ticks % TimeSpan.TicksPerMillisecond > 0 ? 1 : 0), 0, int.MaxValue) + 1;
}
