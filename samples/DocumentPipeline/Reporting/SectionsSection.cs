using System.Globalization;
using System.Text;
using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that lists sections and their terms.</summary>
internal static class SectionsSection
{
    /// <summary>The table with a sentence that explains it, or a sentence in its place.</summary>
    public static string Of(IReadOnlyList<SectionTerms> sections)
    {
        if (sections.Count == 0)
        {
            return "## Sections\n\nNone were told apart.\n\n";
        }

        var text = new StringBuilder("## Sections\n\n");
        text.Append("Told apart by the size and weight of their headings. Terms are ranked by tf-idf: frequent in the section, ");
        text.Append("rare in the others. In parentheses: count, tf-idf.\n\n");
        text.Append(Markdown.Header("Section", "Level", "Page", "Words", "Top terms")).Append('\n');
        foreach (SectionTerms section in sections)
        {
            text.Append(Markdown.Row(
            [
                Markdown.Escape(section.Heading),
                Number(section.Level),
                Number(section.Page),
                Number(section.WordCount),
                string.Join(", ", section.TopTerms.Select(ToText)),
            ])).Append('\n');
        }

        return text.Append('\n').ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string ToText(Term term) =>
        string.Create(CultureInfo.InvariantCulture, $"{Markdown.Escape(term.Text)} ({term.Count}, {term.Weight:0.000})");
}
