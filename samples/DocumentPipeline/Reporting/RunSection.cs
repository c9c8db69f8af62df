using DocumentPipeline.Running;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that tells how the run went.</summary>
internal static class RunSection
{
    /// <summary>The table of the stages whose records were there when the report was written.</summary>
    public static IEnumerable<ReportBlock> Of(IReadOnlyList<StageRow> stages) =>
    [
        new HeadingBlock(2, "Run"),
        new TableBlock(
            ["Stage", "Status", "Duration", "Attempts", "What was done about failures"],
            [.. stages.Select(static stage => (string[])
            [
                stage.Name,
                stage.Status,
                Durations.ToText(stage.Duration),
                Numbers.Of(stage.Attempts),
                stage.Notes.Count > 0 ? string.Join("; ", stage.Notes) : "nothing failed for good",
            ])]),
        new TextBlock(
            "This is what the stages' records say. The stage that writes this report has its record after it; attempts are those of the "
            + "last run of a stage, after a mitigation ran it again."),
    ];
}
