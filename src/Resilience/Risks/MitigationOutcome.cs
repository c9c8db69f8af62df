namespace Resilience.Risks;

/// <summary>
/// What became of a mitigation itself; what it decided is a <see cref="MitigationAction"/>. Where it decided nothing, the run fails, or is
/// aborted if the risk is critical.
/// </summary>
public enum MitigationOutcome : byte
{
    /// <summary>It ran and decided.</summary>
    Decided,

    /// <summary>It did not run, because the risk is critical: the run is aborted.</summary>
    Critical,

    /// <summary>It did not run, because the risk was mitigated as often as it may be in this stage of this run.</summary>
    Exhausted,

    /// <summary>It threw.</summary>
    Threw,

    /// <summary>It did not end in time and was left behind.</summary>
    TimedOut,

    /// <summary>It ended as cancelled, though the run was not.</summary>
    Cancelled,

    /// <summary>The run was cancelled while it ran.</summary>
    RunCancelled,
}
