using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Resilience.Metrics.Alerts;
using Resilience.Telemetry;

namespace Resilience.Metrics.Webhooks;

/// <summary>The documents that receivers understand.</summary>
internal static class WebhookPayloads
{
    private const int LongestText = 2_048;
    private const int LongestSummary = 1_024;
    private const int LongestDedupKey = 255;

    public static byte[] Of(Alert alert, WebhookFormat format, string source, string? routingKey)
    {
        var buffer = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            switch (format)
            {
                case WebhookFormat.Slack:
                    WriteSlack(json, alert);
                    break;
                case WebhookFormat.PagerDuty:
                    WritePagerDuty(json, alert, source, routingKey!);
                    break;
                default:
                    json.WriteNumber("version", 1);
                    json.WriteString("source", source);
                    WriteAlert(json, alert);
                    break;
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteAlert(Utf8JsonWriter json, Alert alert)
    {
        json.WriteString("key", Shown(alert.Key));
        json.WriteString("level", AlertWords.Of(alert.Level));
        json.WriteString("message", Shown(alert.Message));
        json.WriteString("timestamp", alert.Timestamp);
        json.WriteBoolean("resolved", alert.IsResolved);
        json.WriteNumber("suppressed", alert.Suppressed);
        json.WriteString("pipeline", Shown(alert.Pipeline));
        json.WriteString("run_id", Shown(alert.RunId));
        json.WriteString("stage_name", Shown(alert.Stage));
        json.WriteString("component", Shown(alert.Component));
        json.WriteString("risk_id", Shown(alert.RiskId));
        json.WriteString("code", Shown(alert.Code));
    }

    private static void WriteSlack(Utf8JsonWriter json, Alert alert)
    {
        string level = alert.IsResolved ? "RESOLVED" : AlertWords.Of(alert.Level);
        string run = alert.RunId is null ? "" : $" (run {alert.RunId})";
        string more = alert.Suppressed == 0 ? "" : FormattableString.Invariant($" (and {alert.Suppressed} like it before)");
        json.WriteString("text", ForSlack(Shown($"[{level}] {alert.Message}{run}{more}")!));
        json.WriteBoolean("mrkdwn", false);
        json.WriteBoolean("unfurl_links", false);
        json.WriteBoolean("unfurl_media", false);
    }

    private static void WritePagerDuty(Utf8JsonWriter json, Alert alert, string source, string routingKey)
    {
        json.WriteString("routing_key", routingKey);
        json.WriteString("event_action", alert.IsResolved ? "resolve" : "trigger");
        json.WriteString("dedup_key", DedupKey(alert.Key));
        if (alert.IsResolved)
            return;
        json.WriteString("client", source);
        json.WriteStartObject("payload");
        json.WriteString("summary", VisibleText.Of(alert.Message, LongestSummary));
        json.WriteString("source", source);
        json.WriteString("severity", SeverityOf(alert.Level));
        json.WriteString("timestamp", alert.Timestamp);
        json.WriteString("component", Shown(alert.Component ?? alert.Stage));
        json.WriteString("group", Shown(alert.Pipeline));
        json.WriteString("class", Shown(alert.Code));
        json.WriteStartObject("custom_details");
        WriteAlert(json, alert);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Slack takes these three for markup, and nothing else once mrkdwn is off.
    private static string ForSlack(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string DedupKey(string key)
    {
        string shown = VisibleText.Of(key, int.MaxValue);
        return shown.Length <= LongestDedupKey ? shown : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));
    }

    private static string SeverityOf(AlertLevel level) => level switch
    {
        AlertLevel.Info => "info",
        AlertLevel.Warning => "warning",
        AlertLevel.Error => "error",
        _ => "critical",
    };

    private static string? Shown(string? text) => text is null ? null : VisibleText.Of(text, LongestText);
}
