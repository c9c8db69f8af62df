namespace Resilience;

/// <summary>
/// Options of a sliding window. The defaults admit 100 calls in any second.
/// </summary>
public sealed class SlidingWindowOptions : RateLimitOptions
{
    /// <summary>Makes the defaults.</summary>
    public SlidingWindowOptions()
        : base("sliding window")
    {
    }

    /// <summary>
    /// The length of the window, in any one of which no more than the permits are given: from 10 ms to 49 days. The default is 1 second.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// In how many parts the window moves: from 1 to 1,000. The default is 20. A permit comes back when the window has passed the part in
    /// which it was taken, so up to one part late and never early.
    /// </summary>
    public int Segments { get; set; } = 20;
}
