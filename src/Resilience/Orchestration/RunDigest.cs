using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Resilience.Orchestration;

/// <summary>The hash of what is known of a run, where nobody keeps a trace of it.</summary>
internal static class RunDigest
{
    public static string Of(RunReport report)
    {
        var text = new StringBuilder();
        Line(text, report.Run.Pipeline, report.Run.RunId, report.Status, report.DefinitionHash);
        foreach (StageResult stage in report.Stages)
        {
            Line(
                text, stage.Stage.Name, stage.Status, stage.Attempts, stage.Mitigations, stage.StartedAt, stage.Duration,
                stage.Failure?.Code);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Line(StringBuilder text, params ReadOnlySpan<object?> words)
    {
        foreach (object? word in words)
        {
            string written = word is DateTimeOffset time ? time.ToString("O") : Convert.ToString(word, CultureInfo.InvariantCulture) ?? "";
            text.Append(CultureInfo.InvariantCulture, $"{written.Length}:{written} ");
        }

        text.Append('\n');
    }
}
