using System.Text;

namespace DocumentPipeline.Reporting;

/// <summary>Writes text that came from a document as Markdown.</summary>
internal static class Markdown
{
    private const string Special = @"\`*_{}[]<>#|~&";

    /// <summary>The blocks as Markdown.</summary>
    public static string Of(IEnumerable<ReportBlock> blocks)
    {
        var text = new StringBuilder();
        foreach (ReportBlock block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    text.Append('#', heading.Level).Append(' ').Append(Escape(heading.Text)).Append("\n\n");
                    break;
                case TableBlock table:
                    text.Append(Header([.. table.Header.Select(Escape)])).Append('\n');
                    foreach (IReadOnlyList<string> row in table.Rows)
                    {
                        text.Append(Row(row.Select(Escape))).Append('\n');
                    }

                    text.Append('\n');
                    break;
                case TextBlock paragraph:
                    text.Append(Escape(paragraph.Text)).Append("\n\n");
                    break;
                default:
                    throw new NotSupportedException($"There is no Markdown for {block.GetType().Name}.");
            }
        }

        return text.ToString();
    }

    /// <summary>Text on one line in which nothing acts as markup and nothing changes the direction of writing.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in VisibleText.Of(text))
        {
            if (Special.Contains(c, StringComparison.Ordinal))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A row of a table; the cells are Markdown already.</summary>
    public static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>A header row and the line below it.</summary>
    public static string Header(params IReadOnlyList<string> cells) => $"{Row(cells)}\n{Row(cells.Select(static _ => "---"))}";
}
