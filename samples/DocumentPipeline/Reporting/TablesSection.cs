using System.Text;
using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that shows the tables found.</summary>
internal static class TablesSection
{
    /// <summary>The tables, and how far they can be trusted.</summary>
    public static string Of(DocumentContent content)
    {
        var text = new StringBuilder("## Tables\n\n");
        text.Append(content.HasLayout
            ? "Found by a simple heuristic: at least three successive rows whose words stand in two or more common columns with wide "
                + "gaps between them. It may miss tables with wrapped cells and mistake aligned text for a table.\n\n"
            : "Not looked for: only plain text was extracted.\n\n");
        foreach (Table table in content.Tables)
        {
            text.Append($"### Page {table.Page}: {table.Rows.Count} rows, {table.ColumnCount} columns\n\n");
            text.Append(Markdown.Header([.. table.Rows[0].Select(Markdown.Escape)])).Append('\n');
            foreach (IReadOnlyList<string> row in table.Rows.Skip(1))
            {
                text.Append(Markdown.Row(row.Select(Markdown.Escape))).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
