namespace Resilience;

/// <summary>How a stage of a run has ended.</summary>
public enum StageStatus : byte
{
    /// <summary>It has not begun.</summary>
    NotRun,

    /// <summary>It did what it is there for.</summary>
    Completed,

    /// <summary>An earlier owner of the run has done it; its record was read, its code did not run.</summary>
    Resumed,

    /// <summary>Its condition, the gate or a mitigation said that it is not wanted.</summary>
    Skipped,

    /// <summary>It failed, and a mitigation mended that.</summary>
    Mitigated,

    /// <summary>It did less than it is there for.</summary>
    Degraded,

    /// <summary>It failed, or was refused, and the run ended with it.</summary>
    Failed,

    /// <summary>It was given up because of its risk.</summary>
    Aborted,

    /// <summary>It was cancelled while it ran.</summary>
    Cancelled,
}
