namespace Resilience.Checkpoints;

/// <summary>Where a run stands.</summary>
public enum RunStatus : byte
{
    /// <summary>Somebody owns it.</summary>
    Live,

    /// <summary>It has not finished, and nobody owns it: it can be resumed.</summary>
    Interrupted,

    /// <summary>It has finished, in whatever status.</summary>
    Finished,

    /// <summary>Its last record cannot be read. Verifying it says why.</summary>
    Damaged,
}
