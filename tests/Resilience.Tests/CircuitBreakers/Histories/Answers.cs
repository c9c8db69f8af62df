namespace Resilience.CircuitBreakers.Histories;

/// <summary>Answers of breaker and model in the same words.</summary>
internal static class Answers
{
    public static string Enter(bool entered, RejectionReason? reason, TimeSpan? retryAfter) =>
        entered ? "in" : $"{reason}, {retryAfter}";

    public static string Look(
        CircuitState state,
        long generation,
        int probes,
        int holds,
        (long Open, long Isolated) refused,
        long quiet,
        (long Calls, long Failures, long Slow, long Overdue, int Streak) counts) =>
        $"{state} {generation}, {probes} probes, {holds} holds, refused {refused}, quiet {quiet}, {counts}";
}
