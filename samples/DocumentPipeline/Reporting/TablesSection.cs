using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that shows the tables found.</summary>
internal static class TablesSection
{
    /// <summary>The tables, and how far they can be trusted.</summary>
    public static IEnumerable<ReportBlock> Of(DocumentContext context)
    {
        yield return new HeadingBlock(2, "Tables");
        yield return new TextBlock(context.RequireContent().HasLayout
            ? "Found by a simple heuristic: at least three successive rows whose words stand in two or more common columns with wide "
                + "gaps between them. It may miss tables with wrapped cells and mistake aligned text for a table."
            : "Not looked for: only plain text was extracted.");
        foreach (Table table in context.TablesInScope())
        {
            yield return new HeadingBlock(
                3, $"Page {table.Page}: {Numbers.Count(table.Rows.Count, "row")}, {Numbers.Count(table.ColumnCount, "column")}");
            yield return new TableBlock(table.Rows[0], [.. table.Rows.Skip(1)]);
        }
    }
}
