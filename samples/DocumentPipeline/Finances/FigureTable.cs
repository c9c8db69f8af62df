using DocumentPipeline.Model;

namespace DocumentPipeline.Finances;

/// <summary>A table with figures: a label for each row and column, and the figures between them.</summary>
internal sealed class FigureTable
{
    private FigureTable(int index, Table table, MoneyUnit? unit, int headerRows, IReadOnlyList<int> columns)
    {
        Index = index;
        Page = table.Page;
        Unit = unit;
        Columns = columns;
        Headers = headerRows == 0 ? new string[table.ColumnCount] : [.. table.Rows[0]];
        Rows = [.. table.Rows.Skip(headerRows).Select(row => (LabelOf(row), row.Select(Figure.Of).ToArray()))];
    }

    /// <summary>Index of the table among those in scope.</summary>
    public int Index { get; }

    /// <summary>Its page.</summary>
    public int Page { get; }

    /// <summary>Unit of its figures; null where nothing says so.</summary>
    public MoneyUnit? Unit { get; }

    /// <summary>Indexes of the columns that hold figures.</summary>
    public IReadOnlyList<int> Columns { get; }

    /// <summary>Labels of all columns; null or empty where there is none.</summary>
    public IReadOnlyList<string?> Headers { get; }

    /// <summary>Rows below the header.</summary>
    public IReadOnlyList<(string Label, Figure?[] Cells)> Rows { get; }

    /// <summary>What a column is called.</summary>
    public string HeaderOf(int column) =>
        string.IsNullOrWhiteSpace(Headers[column]) ? $"column {column + 1}" : Headers[column]!;

    /// <summary>Reads a table; null where it has no column of figures.</summary>
    public static FigureTable? Of(int index, Table table, MoneyUnit? unit)
    {
        if (table.Rows.Count < 2)
        {
            return null;
        }

        int headerRows = IsHeader(table.Rows[0]) ? 1 : 0;
        List<int> columns = Enumerable.Range(0, table.ColumnCount).Where(column => HoldsFigures(table, headerRows, column)).ToList();
        return columns.Count == 0 ? null : new FigureTable(index, table, unit ?? UnitOf(table.Rows[0]), headerRows, columns);
    }

    private static MoneyUnit? UnitOf(IReadOnlyList<string> header) =>
        header.Select(MoneyUnit.FromCaption).FirstOrDefault(static unit => unit is not null);

    // Years over the columns are no figures.
    private static bool IsHeader(IReadOnlyList<string> row) =>
        !row.Any(static cell => Figure.Of(cell) is { } figure && !(figure.Decimals == 0 && figure.Value is >= 1900 and < 2100));

    private static bool HoldsFigures(Table table, int headerRows, int column)
    {
        int filled = 0;
        int figures = 0;
        foreach (IReadOnlyList<string> row in table.Rows.Skip(headerRows))
        {
            filled += row[column].Length > 0 ? 1 : 0;
            figures += Figure.Of(row[column]) is null ? 0 : 1;
        }

        return figures > 0 && 2 * figures >= filled;
    }

    private static string LabelOf(IReadOnlyList<string> row) =>
        row.FirstOrDefault(static cell => cell.Any(char.IsLetter) && Figure.Of(cell) is null) ?? "";
}
