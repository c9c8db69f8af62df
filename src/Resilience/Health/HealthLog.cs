using Microsoft.Extensions.Logging;

namespace Resilience.Health;

/// <summary>The log messages of health, ids 1200 to 1219. Messages of exceptions are left to the exception's own rendering.</summary>
internal static partial class HealthLog
{
    /// <summary>Written after a probe has changed its state.</summary>
    public static void ProbeChanged(ILogger logger, Exception? error, HealthChange change)
    {
        LogLevel level = LevelOf(change);
        ProbeChanged(logger, level, error, change.Probe!, change.From, change.To, change.Code, change.Description);
    }

    /// <summary>Written after the whole has changed its state.</summary>
    public static void WholeChanged(ILogger logger, HealthChange change)
    {
        LogLevel level = LevelOf(change);
        WholeChanged(logger, level, change.From, change.To, change.Description);
    }

    [LoggerMessage(1203, LogLevel.Error, "A handler that was told of a change of health threw")]
    public static partial void HandlerFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 1200, Message = "Health probe '{Probe}': {From} → {To} ({Code}) {Description}")]
    private static partial void ProbeChanged(
        ILogger logger,
        LogLevel level,
        Exception? error,
        string probe,
        HealthState from,
        HealthState to,
        string? code,
        string? description);

    [LoggerMessage(EventId = 1201, Message = "Health: {From} → {To} because of probe '{Probe}'")]
    private static partial void WholeChanged(ILogger logger, LogLevel level, HealthState from, HealthState to, string? probe);

    private static LogLevel LevelOf(HealthChange change) =>
        change.To == HealthState.Unhealthy && change.IsCritical ? LogLevel.Error
        : change.To >= HealthState.Degraded ? LogLevel.Warning
        : LogLevel.Information;
}
