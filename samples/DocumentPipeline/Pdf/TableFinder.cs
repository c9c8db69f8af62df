using System.Text.RegularExpressions;
using DocumentPipeline.Model;

namespace DocumentPipeline.Pdf;

/// <summary>
/// A heuristic, and an honest one: at least three successive rows whose words stand in at least two common columns with wide
/// gaps between them. It knows nothing of ruling lines, merged cells or text that is wrapped inside a cell.
/// </summary>
internal static partial class TableFinder
{
    private const int MinRows = 3;
    private const double MaxRowDistanceInFontSizes = 2.6;
    private const double MinShareOfFullRows = 0.7;

    // Two columns of running text look like a table with very full cells.
    private const double MaxWordsPerCell = 4;

    /// <summary>Finds tables among the rows of a page and says which rows they took.</summary>
    public static (IReadOnlyList<Table> Tables, IReadOnlySet<Row> Taken) Find(IReadOnlyList<Row> rows, int page)
    {
        var tables = new List<Table>();
        var taken = new HashSet<Row>(ReferenceEqualityComparer.Instance);
        foreach (List<Row> run in Runs(rows))
        {
            if (run.Count >= MinRows && ToTable(run, page) is { } table)
            {
                tables.Add(table);
                taken.UnionWith(run);
            }
        }

        return (tables, taken);
    }

    private static IEnumerable<List<Row>> Runs(IReadOnlyList<Row> rows)
    {
        var run = new List<Row>();
        foreach (Row row in rows)
        {
            bool continues = run.Count == 0 || run[^1].Baseline - row.Baseline <= MaxRowDistanceInFontSizes * row.FontSize;
            if (row.Cells.Count >= 2 && continues)
            {
                run.Add(row);
                continue;
            }

            yield return run;
            run = row.Cells.Count >= 2 ? [row] : [];
        }

        yield return run;
    }

    private static Table? ToTable(List<Row> run, int page)
    {
        List<Column> columns = Column.Of(run.SelectMany(static row => row.Cells));
        if (columns.Count < 2)
        {
            return null;
        }

        List<IReadOnlyList<string>> cells = [.. run.Select(row => Distribute(row, columns))];
        double fullRows = cells.Count(static row => row.Count(static cell => cell.Length > 0) >= 2);
        double words = run.Sum(static row => row.Cells.Sum(static cell => cell.Words.Count));
        bool aligned = fullRows / run.Count >= MinShareOfFullRows;
        bool terse = words / run.Sum(static row => row.Cells.Count) <= MaxWordsPerCell;
        return aligned && terse && !HasColumnOfBullets(cells, columns.Count) ? new Table(page, cells) : null;
    }

    private static string[] Distribute(Row row, List<Column> columns)
    {
        string[] cells = new string[columns.Count];
        Array.Fill(cells, "");
        foreach (Cell cell in row.Cells)
        {
            int column = columns.FindIndex(candidate => candidate.Overlaps(cell));
            cells[column] = cells[column].Length == 0 ? cell.Text : $"{cells[column]} {cell.Text}";
        }

        return cells;
    }

    // A list whose bullets or numbers stand apart from its text is no table.
    private static bool HasColumnOfBullets(List<IReadOnlyList<string>> rows, int columns) =>
        Enumerable.Range(0, columns).Any(i => rows.TrueForAll(row => Bullet().IsMatch(row[i])));

    [GeneratedRegex(@"^(?:[^\p{L}\p{Nd}]*|\(?\w{1,3}[.)])$")]
    private static partial Regex Bullet();
}
