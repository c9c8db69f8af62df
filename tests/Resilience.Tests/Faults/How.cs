namespace Resilience.Faults;

/// <summary>The ways in which a call can end.</summary>
public enum How
{
    Succeeded,

    Failed,

    /// <summary>With the caller's own token.</summary>
    Cancelled,

    /// <summary>Something was thrown where an outcome was promised.</summary>
    Escaped,
}
