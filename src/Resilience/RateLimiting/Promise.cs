namespace Resilience.RateLimiting;

/// <summary>Permits that somebody was promised for a later moment.</summary>
/// <param name="Due">The moment, in units of the limit's clock.</param>
/// <param name="Weight">How many.</param>
internal sealed record Promise(long Due, int Weight);
