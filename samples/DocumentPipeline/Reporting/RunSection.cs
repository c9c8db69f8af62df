using DocumentPipeline.Running;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that tells how the run went.</summary>
internal static class RunSection
{
    /// <summary>The table; the stage that writes the report is in it as far as it had come.</summary>
    public static IEnumerable<ReportBlock> Of(IReadOnlyList<StageRecord> stages) =>
    [
        new HeadingBlock(2, "Run"),
        new TableBlock(
            ["Stage", "Status", "Duration", "Attempts", "Timeouts", "Retries", "Fallback", "Course"],
            [.. stages.Select(static stage => (string[])
            [
                stage.Name,
                stage.Status.ToString().ToLowerInvariant(),
                Durations.ToText(stage.Duration),
                Numbers.Of(stage.Attempts),
                Numbers.Of(stage.Timeouts),
                Numbers.Of(stage.Retries),
                stage.Fallback ?? "no",
                Story.Course(stage),
            ])]),
        new TextBlock("The stage that writes this report is listed as far as it had come when it wrote."),
    ];
}
