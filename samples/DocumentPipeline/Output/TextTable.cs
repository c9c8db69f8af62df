namespace DocumentPipeline.Output;

/// <summary>A table of plain text: columns as wide as what is in them, two spaces between them.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>The lines of the table, the heading first and a rule below it.</summary>
    /// <param name="heading">The names of the columns.</param>
    /// <param name="rows">The rows, each with as many cells.</param>
    /// <param name="right">The columns that are aligned to the right, by their numbers from 0.</param>
    public static IEnumerable<string> Lines(
        IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows, params IReadOnlyCollection<int> right)
    {
        int[] widths = [.. heading.Select((name, i) => rows.Select(row => row[i].Length).Append(name.Length).Max())];
        yield return Line(heading);
        yield return new string('─', Math.Min(120, widths.Sum() + (Gap.Length * (widths.Length - 1))));
        foreach (IReadOnlyList<string> row in rows)
        {
            yield return Line(row);
        }

        string Line(IReadOnlyList<string> cells) => string.Join(Gap, cells.Select((cell, i) =>
            right.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd();
    }
}
