using DocumentPipeline.Text;
using UglyToad.PdfPig.Content;

namespace DocumentPipeline.Pdf;

/// <summary>Words of one row with no wide gap between them.</summary>
/// <param name="Words">The words from left to right, at least one.</param>
internal sealed record Cell(IReadOnlyList<Word> Words)
{
    /// <summary>Left edge in points.</summary>
    public double Left => Words[0].BoundingBox.Left;

    /// <summary>Right edge in points.</summary>
    public double Right => Words[^1].BoundingBox.Right;

    /// <summary>The words, separated by single spaces.</summary>
    public string Text => CleanText.Of(string.Join(' ', Words.Select(static word => word.Text)));
}
