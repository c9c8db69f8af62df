namespace Resilience;

/// <summary>
/// Options of a token bucket. The defaults admit 100 calls a second, and 100 at once after a rest.
/// </summary>
public sealed class TokenBucketOptions : RateLimitOptions
{
    /// <summary>Makes the defaults.</summary>
    public TokenBucketOptions()
        : base("token bucket")
    {
    }

    /// <summary>
    /// The time in which the permits come, one by one and evenly: from 1 µs to 49 days. The default is 1 second. The rate may reach one
    /// permit per nanosecond.
    /// </summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many permits gather while nobody calls, and so how many calls may come at once: from 1 to 1,000,000,000, and no more than come
    /// in 365 days. By default as many as <see cref="RateLimitOptions.Permits"/>.
    /// </summary>
    public int? Burst { get; set; }
}
