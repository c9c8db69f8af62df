using Microsoft.Extensions.Logging;

namespace Resilience.Checkpoints;

/// <summary>The log messages of checkpoint stores, ids 1040 to 1049.</summary>
internal static partial class CheckpointLog
{
    /// <summary>Tells what acquiring a run did that an operator wants to know.</summary>
    public static void Acquired(ILogger logger, RunLease lease, RunAcquisition acquisition)
    {
        foreach (QuarantinedRecord record in lease.Quarantined)
            SetAside(logger, lease.Run.Pipeline, lease.Run.RunId, record.Sequence, record.Reason);
        if (acquisition.TakeOver)
            TakenOver(logger, lease.Run.Pipeline, lease.Run.RunId, lease.FencingToken);
    }

    [LoggerMessage(1040, LogLevel.Error, "Run '{Pipeline}/{Run}': the record {Sequence} was put aside: {Reason}")]
    private static partial void SetAside(ILogger logger, string pipeline, string run, long sequence, string reason);

    [LoggerMessage(1041, LogLevel.Warning, "Run '{Pipeline}/{Run}': taken over, with leave to take it from a living owner; token {Token}")]
    private static partial void TakenOver(ILogger logger, string pipeline, string run, long token);
}
