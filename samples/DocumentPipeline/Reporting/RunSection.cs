using System.Globalization;
using System.Text;
using DocumentPipeline.Running;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that tells how the run went.</summary>
internal static class RunSection
{
    /// <summary>The table; the stage that writes the report is in it as far as it had come.</summary>
    public static string Of(IReadOnlyList<StageRecord> stages)
    {
        var text = new StringBuilder("## Run\n\n");
        text.Append(Markdown.Header("Stage", "Status", "Duration", "Attempts", "Timeouts", "Retries", "Fallback", "Course")).Append('\n');
        foreach (StageRecord stage in stages)
        {
            text.Append(Markdown.Row(
            [
                Markdown.Escape(stage.Name),
                StatusOf(stage),
                Durations.ToText(stage.Duration),
                Number(stage.Attempts),
                Number(stage.Timeouts),
                Number(stage.Retries),
                stage.Fallback ?? "no",
                Story.Course(stage),
            ])).Append('\n');
        }

        return text.Append("\nThe stage that writes this report is listed as far as it had come when it wrote.\n").ToString();
    }

    private static string StatusOf(StageRecord stage) => stage.Status.ToString().ToLowerInvariant();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
