namespace Resilience.Tests.Checkpoints.Faulty;

/// <summary>What of a disk is left after a crash.</summary>
public enum Survival
{
    /// <summary>Everything: only the process ended.</summary>
    Everything,

    /// <summary>What was flushed: a power cut on a device that wrote nothing before it had to.</summary>
    Flushed,

    /// <summary>All names, but of the contents only what was flushed: a power cut on a device that wrote the names first.</summary>
    NamesAndFlushed,

    /// <summary>All contents, but only the names that were flushed.</summary>
    ContentsAndFlushed,
}
