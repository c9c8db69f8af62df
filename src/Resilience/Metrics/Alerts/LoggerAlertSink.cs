using Microsoft.Extensions.Logging;
using Resilience.Metrics;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// Writes alerts to a log: INFO as information, WARNING, ERROR and CRITICAL as what they are called; ids 1162 and 1163.
/// </summary>
/// <param name="logger">The log.</param>
public sealed class LoggerAlertSink(ILogger logger) : IAlertSink
{
    private const int LongestText = 4_096;

    private readonly ILogger _logger = logger ?? throw new ArgumentNullException(nameof(logger));

    /// <inheritdoc />
    public void Send(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        LogLevel level = alert.IsResolved ? LogLevel.Information : LevelOf(alert.Level);
        if (!_logger.IsEnabled(level))
            return;
        string key = Line(alert.Key)!;
        string message = Line(alert.Message)!;
        string? run = Line(alert.RunId);
        if (alert.IsResolved)
            MetricsLog.Resolved(_logger, key, message, run);
        else
            MetricsLog.Alert(_logger, level, key, message, run, alert.Code, alert.Suppressed);
    }

    // Names may hold anything; a new line could forge an entry.
    private static string? Line(string? text) => text is null ? null : VisibleText.Of(text, LongestText).ReplaceLineEndings(" ");

    private static LogLevel LevelOf(AlertLevel level) => level switch
    {
        AlertLevel.Info => LogLevel.Information,
        AlertLevel.Warning => LogLevel.Warning,
        AlertLevel.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };
}
