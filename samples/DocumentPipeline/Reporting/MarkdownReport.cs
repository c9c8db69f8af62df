using System.Text;
using DocumentPipeline.Model;
using DocumentPipeline.Running;

namespace DocumentPipeline.Reporting;

/// <summary>The full report.</summary>
internal static class MarkdownReport
{
    /// <summary>The report's text.</summary>
    public static string Of(DocumentContext context, IReadOnlyList<StageRecord> stages, DateTimeOffset now)
    {
        DocumentFacts facts = context.RequireFacts();
        TermAnalysis analysis = context.RequireAnalysis();
        return new StringBuilder()
            .Append("# Report: ").Append(Markdown.Escape(facts.Title ?? facts.FileName)).Append("\n\n")
            .Append(FactsSection.Of(facts, context.RequireContent(), analysis, now))
            .Append(SectionsSection.Of(analysis.Sections))
            .Append("## Top terms\n\n")
            .AppendJoin(", ", analysis.TopTerms.Select(static term => $"{Markdown.Escape(term.Text)} ({term.Count})"))
            .Append("\n\n")
            .Append(TablesSection.Of(context.RequireContent()))
            .Append(RunSection.Of(stages))
            .ToString();
    }
}
