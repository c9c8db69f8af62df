namespace Resilience.Metrics;

/// <summary>What came of a mitigation.</summary>
public enum MitigationEffect : byte
{
    /// <summary>The run went on: the stage succeeded when it ran again, was replaced, or was left out.</summary>
    Succeeded,

    /// <summary>The stage ran again, and failed again.</summary>
    FailedAgain,

    /// <summary>The mitigation said that nothing helps, or that the run is to be aborted.</summary>
    GaveUp,

    /// <summary>The mitigation itself threw.</summary>
    Threw,

    /// <summary>The run was cancelled before it showed.</summary>
    Cancelled,
}
