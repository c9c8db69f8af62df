using System.Text;

namespace DocumentPipeline.Reporting;

/// <summary>Writes text that came from a document as Markdown.</summary>
internal static class Markdown
{
    private const string Special = @"\`*_{}[]<>#|~";

    /// <summary>Text on one line in which nothing acts as markup.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (char.IsControl(c))
            {
                escaped.Append(' ');
                continue;
            }

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
