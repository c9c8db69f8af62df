using DocumentPipeline.Model;
using DocumentPipeline.Running;

namespace DocumentPipeline.Reporting;

/// <summary>The full report.</summary>
internal static class Report
{
    /// <summary>The report's title.</summary>
    public static string TitleOf(DocumentContext context) =>
        $"Report: {context.RequireFacts().Title ?? context.RequireFacts().FileName}";

    /// <summary>The report's blocks.</summary>
    public static IReadOnlyList<ReportBlock> Of(DocumentContext context, IReadOnlyList<StageRow> stages, DateTimeOffset now)
    {
        TermAnalysis analysis = context.RequireAnalysis();
        return
        [
            new HeadingBlock(1, TitleOf(context)),
            .. FactsSection.Of(context, now),
            .. ValidationSection.Of(context.Validation),
            .. AuditSection.Of(context.Audit),
            .. AnswersSection.Of(context.Answers),
            .. CausesSection.Of(context.Causes),
            .. MechanismsSection.Of(context.Causes, context.Mechanisms),
            .. SectionsSection.Of(analysis.Sections),
            new HeadingBlock(2, "Top terms"),
            new TextBlock(string.Join(", ", analysis.TopTerms.Select(static term => $"{term.Text} ({Numbers.Of(term.Count)})"))),
            .. TablesSection.Of(context),
            .. RunSection.Of(stages),
        ];
    }
}
