namespace Resilience;

/// <summary>
/// How a computed delay is spread, so that callers which failed together do not come back together. The delay has been capped
/// to the ceiling before it is spread, and no jitter exceeds the ceiling. <c>docs/backoff.md</c> compares them.
/// </summary>
public enum Jitter
{
    /// <summary>The delay as computed. Callers that failed together retry together.</summary>
    None,

    /// <summary>Between half of the delay (exclusive) and the delay: a pause that can be relied on, spread over half its length.</summary>
    Uniform,

    /// <summary>Between zero (exclusive) and the delay: the widest even spread, and half the mean. The default.</summary>
    Full,

    /// <summary>
    /// An exponential distribution whose mean is the delay, truncated at the ceiling: arrivals look like independent random
    /// traffic. Most delays are shorter than the computed one, a few are much longer.
    /// </summary>
    Exponential,

    /// <summary>
    /// Evenly between the base delay and three times the previous delay, or the ceiling where that is less. Grows by itself:
    /// of the shape it uses the base delay only.
    /// </summary>
    Decorrelated,
}
