namespace Resilience.Timing;

internal static class CellExtensions
{
    /// <summary>Opens an attempt whose caller cannot cancel.</summary>
    public static CancellationToken ArmAlone(this DeadlineCell cell, Timeline timeline, bool urgent = false) =>
        cell.Arm(timeline, CancellationToken.None, urgent);
}
