using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DocumentPipeline.Reporting;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no script, no picture, nothing from elsewhere, and a policy that would forbid
/// them. Every text is encoded.
/// </summary>
internal static class Html
{
    // Letters of all languages stay as they are; markup, controls and invisible characters do not.
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Head =
        """
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #222; background: #fff }
        table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto }
        th, td { border: 1px solid #bbb; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word }
        th { white-space: nowrap }
        th { background: #eee }
        pre { white-space: pre-wrap }
        </style>
        """;

    /// <summary>The blocks as a page.</summary>
    public static string Of(string title, IEnumerable<ReportBlock> blocks)
    {
        var body = new StringBuilder();
        foreach (ReportBlock block in blocks)
        {
            switch (block)
            {
                case HeadingBlock heading:
                    body.Append($"<h{heading.Level}>{Encode(heading.Text)}</h{heading.Level}>\n");
                    break;
                case TableBlock table:
                    body.Append("<table>\n<thead>").Append(Row(table.Header, "th")).Append("</thead>\n<tbody>\n");
                    foreach (IReadOnlyList<string> row in table.Rows)
                    {
                        body.Append(Row(row, "td")).Append('\n');
                    }

                    body.Append("</tbody>\n</table>\n");
                    break;
                case TextBlock paragraph:
                    body.Append($"<p>{Encode(paragraph.Text)}</p>\n");
                    break;
                default:
                    throw new NotSupportedException($"There is no HTML for {block.GetType().Name}.");
            }
        }

        return Page(title, body.ToString());
    }

    /// <summary>A page with a text as it is.</summary>
    public static string OfText(string title, string text) => Page(title, $"<pre>{Encode(text)}</pre>\n");

    /// <summary>Text in which nothing acts as markup.</summary>
    public static string Encode(string text) =>
        string.Join('\n', text.Split('\n').Select(static line => _encoder.Encode(VisibleText.Of(line))));

    private static string Page(string title, string body) =>
        $"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n{Head}\n<title>{Encode(title)}</title>\n</head>\n<body>\n{body}</body>\n</html>\n";

    private static string Row(IReadOnlyList<string> cells, string tag) =>
        $"<tr>{string.Concat(cells.Select(cell => $"<{tag}>{Encode(cell)}</{tag}>"))}</tr>";
}
