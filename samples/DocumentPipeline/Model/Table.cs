namespace DocumentPipeline.Model;

/// <summary>A table, as the heuristic saw it.</summary>
/// <param name="Page">Page number, from 1.</param>
/// <param name="Rows">Rows from the top, each with as many cells as the table has columns; an absent cell is empty.</param>
internal sealed record Table(int Page, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Number of columns.</summary>
    public int ColumnCount => Rows.Count == 0 ? 0 : Rows[0].Count;
}
