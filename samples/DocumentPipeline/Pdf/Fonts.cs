using UglyToad.PdfPig.Content;

namespace DocumentPipeline.Pdf;

/// <summary>What the letters tell of their fonts.</summary>
internal static class Fonts
{
    private const double Step = 0.5;

    // Far beyond what a page has room for: a file can claim any size, and rounding would lose its decimals anyway.
    private const double Largest = 10_000;

    /// <summary>Size in points, rounded to half points because files state 11.96 for 12.</summary>
    public static double SizeOf(Word word) => Round(word.Letters[0].PointSize);

    /// <summary>Size of most letters of a line.</summary>
    public static double SizeOf(IEnumerable<Word> words) =>
        words
            .SelectMany(static word => word.Letters)
            .CountBy(static letter => Round(letter.PointSize))
            .MaxBy(static size => size.Value)
            .Key;

    /// <summary>Whether the word is set in a font that calls itself bold.</summary>
    public static bool IsBold(Word word) => word.FontName?.Contains("bold", StringComparison.OrdinalIgnoreCase) == true;

    private static double Round(double size) => double.IsFinite(size) ? Math.Clamp(Math.Round(size / Step) * Step, Step, Largest) : Step;
}
