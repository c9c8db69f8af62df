namespace Resilience.Metrics.Alerts;

/// <summary>The words of documents for levels and severities. They are stable.</summary>
internal static class AlertWords
{
    public static string Of(AlertLevel level) => level switch
    {
        AlertLevel.Info => "INFO",
        AlertLevel.Warning => "WARNING",
        AlertLevel.Error => "ERROR",
        _ => "CRITICAL",
    };

    public static string Of(RiskSeverity severity) => severity switch
    {
        RiskSeverity.Low => "LOW",
        RiskSeverity.Medium => "MEDIUM",
        RiskSeverity.High => "HIGH",
        _ => "CRITICAL",
    };
}
