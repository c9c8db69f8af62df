namespace Resilience.RateLimiting;

/// <summary>Permits that were given, or when they would have been. Times are in units of the limit's clock.</summary>
/// <param name="State">Who gave them.</param>
/// <param name="Weight">How many.</param>
/// <param name="Due">When they may be used; when they could have been, if they were refused.</param>
/// <param name="Wait">The time until then; zero or less if they may be used at once.</param>
/// <param name="Mark">Where the state put them.</param>
/// <param name="Epoch">What the state needs to know that nothing was given back since.</param>
internal readonly record struct LimitGrant(object? State, int Weight, long Due, long Wait, long Mark, int Epoch);
