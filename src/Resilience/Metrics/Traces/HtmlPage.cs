using System.Globalization;
using System.Text.Encodings.Web;
using Resilience.Telemetry;

namespace Resilience.Metrics.Traces;

/// <summary>Writes HTML in which no text can become markup: each is encoded, and all else stands in the program.</summary>
internal sealed class HtmlPage(TextWriter writer)
{
    private const int LongestText = 65_536;

    /// <summary>Markup that stands in the program's text.</summary>
    public HtmlPage Markup(string markup)
    {
        writer.Write(markup);
        return this;
    }

    /// <summary>Text from a document; nothing for null.</summary>
    public HtmlPage Text(string? text)
    {
        if (text is not null)
            writer.Write(HtmlEncoder.Default.Encode(VisibleText.Of(text, LongestText)));
        return this;
    }

    /// <summary>A number for people.</summary>
    public HtmlPage Number(double number) => Text(number.ToString("#,0.#", CultureInfo.InvariantCulture));

    /// <summary>A number for an attribute.</summary>
    public HtmlPage Percent(double number) => Markup(Math.Clamp(number, 0, 100).ToString("0.##", CultureInfo.InvariantCulture)).Markup("%");

    /// <summary>A moment.</summary>
    public HtmlPage Moment(DateTimeOffset? moment) =>
        Text(moment?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    /// <summary>A table with a heading, or a sentence if there is nothing to show.</summary>
    public void Table<T>(string title, IReadOnlyCollection<T> rows, string[] columns, Action<T> row)
    {
        Markup("<h2>").Markup(title).Markup("</h2>\n");
        if (rows.Count == 0)
        {
            Markup("<p class=\"none\">None.</p>\n");
            return;
        }

        Markup("<table><thead><tr>");
        foreach (string column in columns)
            Markup("<th scope=\"col\">").Markup(column).Markup("</th>");
        Markup("</tr></thead><tbody>\n");
        foreach (T item in rows)
        {
            Markup("<tr>");
            row(item);
            Markup("</tr>\n");
        }

        Markup("</tbody></table>\n");
    }

    /// <summary>A cell of a table.</summary>
    public HtmlPage Cell(string? text) => Markup("<td>").Text(text).Markup("</td>");

    /// <summary>A cell with a number.</summary>
    public HtmlPage Cell(double number) => Markup("<td class=\"number\">").Number(number).Markup("</td>");

    /// <summary>A cell with a moment.</summary>
    public HtmlPage Cell(DateTimeOffset? moment) => Markup("<td class=\"moment\">").Moment(moment).Markup("</td>");
}
