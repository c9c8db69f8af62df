namespace DocumentPipeline.Pdf;

/// <summary>A stretch of the page's width in which cells of several rows stand above each other.</summary>
/// <param name="Left">Left edge in points.</param>
/// <param name="Right">Right edge in points.</param>
internal sealed record Column(double Left, double Right)
{
    /// <summary>Merges the widths of cells that overlap; what stays apart is a column, from left to right.</summary>
    public static List<Column> Of(IEnumerable<Cell> cells)
    {
        var columns = new List<Column>();
        foreach (Cell cell in cells.OrderBy(static cell => cell.Left))
        {
            if (columns.Count > 0 && columns[^1].Overlaps(cell))
            {
                columns[^1] = columns[^1] with { Right = Math.Max(columns[^1].Right, cell.Right) };
            }
            else
            {
                columns.Add(new Column(cell.Left, cell.Right));
            }
        }

        return columns;
    }

    /// <summary>Whether a cell stands in this column.</summary>
    public bool Overlaps(Cell cell) => cell.Left <= Right && cell.Right >= Left;
}
