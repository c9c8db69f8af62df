using UglyToad.PdfPig.Content;

namespace DocumentPipeline.Pdf;

/// <summary>Words on one baseline.</summary>
/// <param name="Baseline">Height of the baseline in points from the page's lower edge.</param>
/// <param name="FontSize">Size of the first word in points.</param>
/// <param name="Cells">Its cells from left to right, at least one.</param>
internal sealed record Row(double Baseline, double FontSize, IReadOnlyList<Cell> Cells)
{
    // Spaces between words measure up to half the font size, in justified text a little more; between columns it is wider.
    private const double CellGapInFontSizes = 1.1;

    // Words of one line may be shifted a little, as superscripts are.
    private const double BaselineToleranceInFontSizes = 0.3;

    /// <summary>All words of the row.</summary>
    public IEnumerable<Word> Words => Cells.SelectMany(static cell => cell.Words);

    /// <summary>Sorts words into rows from the top of the page down.</summary>
    public static List<Row> Of(IEnumerable<Word> words)
    {
        var rows = new List<Row>();
        var current = new List<Word>();
        foreach (Word word in words.OrderByDescending(BaselineOf))
        {
            if (current.Count > 0 && BaselineOf(current[0]) - BaselineOf(word) > BaselineToleranceInFontSizes * Fonts.SizeOf(current[0]))
            {
                rows.Add(FromWords(current));
                current = [];
            }

            current.Add(word);
        }

        if (current.Count > 0)
        {
            rows.Add(FromWords(current));
        }

        return rows;
    }

    private static Row FromWords(List<Word> words)
    {
        words.Sort(static (a, b) => a.BoundingBox.Left.CompareTo(b.BoundingBox.Left));
        var cells = new List<Cell>();
        var cell = new List<Word> { words[0] };
        foreach (Word word in words.Skip(1))
        {
            if (word.BoundingBox.Left - cell[^1].BoundingBox.Right > CellGapInFontSizes * Fonts.SizeOf(word))
            {
                cells.Add(new Cell(cell));
                cell = [];
            }

            cell.Add(word);
        }

        cells.Add(new Cell(cell));
        return new Row(BaselineOf(words[0]), Fonts.SizeOf(words[0]), cells);
    }

    private static double BaselineOf(Word word) => word.Letters[0].StartBaseLine.Y;
}
