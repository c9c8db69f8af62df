namespace AiService.Output;

/// <summary>A table of plain text: the first column to the left, all others to the right but the last.</summary>
internal static class TextTable
{
    public static IEnumerable<string> Lines(params IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        return rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column == 0 || column == widths.Length - 1 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
