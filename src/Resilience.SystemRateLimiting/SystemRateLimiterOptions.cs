namespace Resilience;

/// <summary>Options of a limiter of <c>System.Threading.RateLimiting</c> in a pipeline. What it allows, the limiter itself knows.</summary>
public sealed class SystemRateLimiterOptions
{
    /// <summary>The name in messages, events, metrics and rejections. The default is "rate limiter".</summary>
    public string Name { get; set; } = "rate limiter";

    /// <summary>
    /// How many permits an attempt takes. Must be fast; what it throws ends the attempt as its failure, and so does the limiter's complaint
    /// about a number that it can never give. By default every attempt takes one.
    /// </summary>
    public Func<ResilienceContext, int>? Permits { get; set; }

    /// <summary>
    /// Whether to ask the limiter and count, and let every attempt through at once. The default is false.
    /// </summary>
    public bool ShadowMode { get; set; }
}
