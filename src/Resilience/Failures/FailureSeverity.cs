namespace Resilience.Failures;

/// <summary>Which of several failures of one attempt decides whether a retry makes sense.</summary>
internal static class FailureSeverity
{
    /// <summary>The worse of two, with the longer of their waits. Among equals the first whose cause is known.</summary>
    public static Failure Worse(Failure first, Failure second)
    {
        // Work that is given up because its neighbour failed reports a cancellation, which hides the reason.
        if (first.Cause == FailureCause.Cancelled)
            return second;
        if (second.Cause == FailureCause.Cancelled)
            return first;

        int difference = Rank(second.Disposition) - Rank(first.Disposition);
        bool secondDecides = difference > 0
            || (difference == 0 && first.Cause == FailureCause.Unknown && second.Cause != FailureCause.Unknown);
        return (secondDecides ? second : first) with { RetryAfter = Longer(first.RetryAfter, second.RetryAfter) };
    }

    private static int Rank(FailureDisposition disposition) => disposition switch
    {
        FailureDisposition.Permanent => 2,
        FailureDisposition.Unavailable => 1,
        _ => 0,
    };

    private static TimeSpan? Longer(TimeSpan? first, TimeSpan? second) =>
        first is null || second > first ? second : first;
}
