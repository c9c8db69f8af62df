namespace Resilience.Risks;

/// <summary>How a call of users' code has ended.</summary>
internal enum CallEnd : byte
{
    /// <summary>It returned.</summary>
    Returned,

    /// <summary>It threw.</summary>
    Threw,

    /// <summary>It did not end in time, and was left behind.</summary>
    TimedOut,

    /// <summary>It ended as cancelled, though neither the run was nor its time was up.</summary>
    Cancelled,
}
