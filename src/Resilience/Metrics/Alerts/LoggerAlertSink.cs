using Microsoft.Extensions.Logging;
using Resilience.Metrics;

namespace Resilience;

/// <summary>
/// Writes alerts to a log: INFO as information, WARNING, ERROR and CRITICAL as what they are called; ids 1162 and 1163.
/// </summary>
/// <param name="logger">The log.</param>
public sealed class LoggerAlertSink(ILogger logger) : IAlertSink
{
    private readonly ILogger _logger = logger ?? throw new ArgumentNullException(nameof(logger));

    /// <inheritdoc />
    public void Send(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        LogLevel level = LevelOf(alert.Level);
        if (alert.IsResolved)
            MetricsLog.Resolved(_logger, alert.Key, alert.Message, alert.RunId);
        else
            MetricsLog.Alert(_logger, level, alert.Key, alert.Message, alert.RunId, alert.Code, alert.Suppressed);
    }

    private static LogLevel LevelOf(AlertLevel level) => level switch
    {
        AlertLevel.Info => LogLevel.Information,
        AlertLevel.Warning => LogLevel.Warning,
        AlertLevel.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };
}
