namespace Resilience.Testing;

/// <summary>What became of a check.</summary>
public enum ConformanceOutcome
{
    /// <summary>The store did what is expected.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>The check does not apply to a store with these capabilities.</summary>
    Skipped,
}
