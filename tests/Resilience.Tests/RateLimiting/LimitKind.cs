namespace Resilience.RateLimiting;

/// <summary>The rate limits that there are, for tests of what they have in common.</summary>
public enum LimitKind
{
    TokenBucket,

    SlidingWindow,
}
