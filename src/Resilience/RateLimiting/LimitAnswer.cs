namespace Resilience.RateLimiting;

/// <summary>What a limit's state says to a request for permits.</summary>
internal enum LimitAnswer
{
    /// <summary>They are given, to be used when they fall due.</summary>
    Given,

    /// <summary>They would fall due later than the call can wait.</summary>
    Refused,

    /// <summary>The rate was changed: another state has taken over.</summary>
    Retired,
}
