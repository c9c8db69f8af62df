using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>Cuts a document into sections at its headings.</summary>
internal static class Sections
{
    /// <summary>Heading of text that stands before the first heading, or in a document without any.</summary>
    public const string Untitled = "(text without a heading)";

    // Lines of one broken heading stand no farther apart than this share of the page's height.
    private const double MaxHeadingLeading = 0.045;

    /// <summary>The sections in reading order; none for a document without text.</summary>
    public static IReadOnlyList<Section> Of(IReadOnlyList<Line> lines)
    {
        HeadingRule rule = HeadingRule.Of(lines);
        var sections = new List<Section>();
        var text = new List<string>();
        Section current = new(Untitled, Level: 0, Page: lines.Count > 0 ? lines[0].Page : 1, Text: "");
        Line? previousHeading = null;

        foreach (Line line in lines)
        {
            int level = rule.LevelOf(line);
            if (level == 0)
            {
                text.Add(line.Text);
                continue;
            }

            if (level == current.Level && text.Count == 0 && Continues(previousHeading, line))
            {
                current = current with { Heading = Paragraph.Join([current.Heading, line.Text]) };
            }
            else
            {
                Close();
                current = new Section(line.Text, level, line.Page, Text: "");
            }

            previousHeading = line;
        }

        Close();
        return sections;

        void Close()
        {
            if (current.Level > 0 || text.Count > 0)
            {
                sections.Add(current with { Text = Paragraph.Join(text) });
            }

            text.Clear();
        }
    }

    // A heading that was broken into lines; one that starts with a number is a heading of its own.
    private static bool Continues(Line? heading, Line line) =>
        heading is not null
        && heading.Page == line.Page
        && Math.Abs(heading.Top - line.Top) <= MaxHeadingLeading
        && !char.IsDigit(line.Text[0]);
}
