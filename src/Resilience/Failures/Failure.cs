using System.Net;
using Resilience.Failures;

namespace Resilience;

/// <summary>What is known about a failed attempt. It is found once, and every layer of a pipeline reads the same.</summary>
/// <param name="Cause">What went wrong.</param>
/// <param name="Disposition">Whether the same call may succeed later.</param>
/// <param name="RetryAfter">
/// How long to wait before the next call; null, the default, when nobody said. A negative time counts as zero.
/// </param>
public readonly record struct Failure(FailureCause Cause, FailureDisposition Disposition, TimeSpan? RetryAfter = null)
{
    /// <summary>How long what was called asks to be left alone. Never negative; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init => field = NotNegative(value); } = NotNegative(RetryAfter);

    /// <summary>
    /// The stable error code of the cause, one of <see cref="ErrorCodes"/>. When the cause is unknown, the disposition decides.
    /// </summary>
    public string Code => Cause switch
    {
        FailureCause.Timeout => ErrorCodes.Timeout,
        FailureCause.Connection => ErrorCodes.Connection,
        FailureCause.Http => ErrorCodes.Http,
        FailureCause.RateLimit => ErrorCodes.RateLimit,
        FailureCause.Validation => ErrorCodes.Validation,
        FailureCause.Resource => ErrorCodes.Resource,
        FailureCause.Data => ErrorCodes.Data,
        FailureCause.Cancelled => ErrorCodes.Cancelled,
        _ => Disposition switch
        {
            FailureDisposition.Permanent => ErrorCodes.Permanent,
            FailureDisposition.Unavailable => ErrorCodes.Unavailable,
            _ => ErrorCodes.Unknown,
        },
    };

    /// <summary>What a status code means, for rules about exceptions and results that carry one.</summary>
    /// <param name="status">
    /// The status of the answer. 0 to 99, which some clients use for "no answer came", is a connection that broke. A status below 400
    /// is a permanent failure: whoever asks did not expect it.
    /// </param>
    /// <param name="retryAfter">The time that the answer asks for; null, the default, when it names none.</param>
    /// <returns>The same failure that the default classifier reports for an <see cref="HttpRequestException"/> with this status.</returns>
    public static Failure FromHttpStatus(HttpStatusCode status, TimeSpan? retryAfter = null) =>
        HttpFailures.FromStatus((int)status) with { RetryAfter = retryAfter };

    internal static TimeSpan? NotNegative(TimeSpan? time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
