namespace Resilience.Timing;

/// <summary>What can be done to a <see cref="DeadlineCell"/>, one after the other.</summary>
internal enum CellAction
{
    /// <summary>Opens an attempt with a deadline; closes an open one first.</summary>
    Arm,

    /// <summary>Opens an attempt that has no caller who could cancel.</summary>
    ArmWithoutCaller,

    GoAsynchronous,

    SweepEarly,

    SweepLate,

    SweepAnotherTimeline,

    Fire,

    CallerCancels,

    /// <summary>Closes the attempt and keeps the source, if that is safe.</summary>
    Settle,

    /// <summary>Closes the attempt and lets go of the source.</summary>
    SettleAndDrop,
}
