namespace Resilience.RateLimiting;

/// <summary>Permits that were given, or when they would have been. Times are in units of the limit's clock.</summary>
/// <param name="Weight">How many.</param>
/// <param name="Due">When they may be used; when they could have been, if they were refused.</param>
/// <param name="Wait">The time until then; zero or less if they may be used at once.</param>
/// <param name="Mark">Where the state put them. Marks grow, across all states of a limit.</param>
/// <param name="Promise">What the state keeps of permits for a later moment.</param>
internal readonly record struct LimitGrant(int Weight, long Due, long Wait, long Mark, object? Promise = null);
