using System.Globalization;
using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that lists sections and their terms.</summary>
internal static class SectionsSection
{
    /// <summary>The table with a sentence that explains it, or a sentence in its place.</summary>
    public static IEnumerable<ReportBlock> Of(IReadOnlyList<SectionTerms> sections)
    {
        yield return new HeadingBlock(2, "Sections");
        if (sections.Count == 0)
        {
            yield return new TextBlock("None were told apart.");
            yield break;
        }

        yield return new TextBlock(
            "Told apart by the size and weight of their headings. Terms are ranked by tf-idf: frequent in the section, "
            + "rare in the others. In parentheses: count, tf-idf.");
        yield return new TableBlock(
            ["Section", "Level", "Page", "Words", "Top terms"],
            [.. sections.Select(static section => (string[])
            [
                section.Heading,
                Numbers.Of(section.Level),
                Numbers.Of(section.Page),
                Numbers.Of(section.WordCount),
                string.Join(", ", section.TopTerms.Select(ToText)),
            ])]);
    }

    private static string ToText(Term term) =>
        string.Create(CultureInfo.InvariantCulture, $"{term.Text} ({term.Count}, {term.Weight:0.000})");
}
