using DocumentPipeline.Model;
using DocumentPipeline.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.ReadingOrderDetector;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;

namespace DocumentPipeline.Pdf;

/// <summary>What stands on a page: tables first, then the lines of the rest in reading order.</summary>
/// <param name="Lines">Lines of running text and headings.</param>
/// <param name="Tables">Tables.</param>
internal sealed record PageLayout(IReadOnlyList<Line> Lines, IReadOnlyList<Table> Tables)
{
    /// <summary>Reads a page. Only horizontal text counts.</summary>
    public static PageLayout Of(Page page)
    {
        List<Word> words = page.GetWords(NearestNeighbourWordExtractor.Instance)
            .Where(static word => word.TextOrientation == TextOrientation.Horizontal && !string.IsNullOrWhiteSpace(word.Text))
            .ToList();
        List<Row> rows = Row.Of(words);
        (IReadOnlyList<Table> tables, IReadOnlySet<Row> taken) = TableFinder.Find(rows, page.Number);
        List<Word> rest = rows.Where(row => !taken.Contains(row)).SelectMany(static row => row.Words).ToList();
        return new PageLayout(LinesOf(rest, page), tables);
    }

    private static List<Line> LinesOf(List<Word> words, Page page)
    {
        if (words.Count == 0)
        {
            return [];
        }

        // The blocks settle the reading order where text runs in several columns.
        IReadOnlyList<TextBlock> blocks = DocstrumBoundingBoxes.Instance.GetBlocks(words);
        return UnsupervisedReadingOrderDetector.Instance.Get(blocks)
            .SelectMany(static block => block.TextLines)
            .Select(line => ToLine(line, page))
            .Where(static line => line.Text.Length > 0)
            .ToList();
    }

    private static Line ToLine(TextLine line, Page page) =>
        new(
            page.Number,
            CleanText.Of(string.Join(' ', line.Words.Select(static word => word.Text))),
            Fonts.SizeOf(line.Words),
            line.Words.All(Fonts.IsBold),
            ShareOf(line.BoundingBox.Top, page.CropBox.Bounds));

    // A page may claim to have no height, and a letter to be nowhere.
    private static double ShareOf(double y, PdfRectangle bounds)
    {
        double share = (y - bounds.Bottom) / bounds.Height;
        return double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
    }
}
