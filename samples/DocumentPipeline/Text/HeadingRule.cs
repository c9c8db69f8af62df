using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>Tells headings from running text by their font: larger than the body's, or bold and short.</summary>
internal sealed class HeadingRule
{
    private const double MinSizeRatio = 1.12;
    private const int MaxHeadingLength = 120;
    private const int MaxBoldHeadingWords = 10;
    private const int MaxLevel = 3;

    private readonly double _bodySize;
    private readonly List<double> _sizes;

    private HeadingRule(double bodySize, List<double> sizes)
    {
        _bodySize = bodySize;
        _sizes = sizes;
    }

    /// <summary>Learns the sizes from the document: most letters are body text.</summary>
    public static HeadingRule Of(IReadOnlyList<Line> lines)
    {
        double body = lines
            .GroupBy(static line => line.FontSize)
            .OrderByDescending(static size => size.Sum(static line => line.Text.Length))
            .ThenBy(static size => size.Key)
            .Select(static size => size.Key)
            .FirstOrDefault();

        List<double> sizes = lines
            .Where(line => IsLarger(line, body))
            .Select(static line => line.FontSize)
            .Distinct()
            .OrderDescending()
            .ToList();
        return new HeadingRule(body, sizes);
    }

    /// <summary>1 for the largest headings, 0 for text that is no heading.</summary>
    public int LevelOf(Line line)
    {
        if (!line.Text.Any(char.IsLetter))
        {
            return 0;
        }

        if (IsLarger(line, _bodySize))
        {
            return Math.Min(_sizes.IndexOf(line.FontSize) + 1, MaxLevel);
        }

        return IsBoldHeading(line) ? Math.Min(_sizes.Count + 1, MaxLevel) : 0;
    }

    private static bool IsLarger(Line line, double bodySize) =>
        bodySize > 0 && line.FontSize >= bodySize * MinSizeRatio && line.Text.Length <= MaxHeadingLength;

    private bool IsBoldHeading(Line line) =>
        line.IsBold
        && line.FontSize >= _bodySize
        && !line.Text.EndsWith('.')
        && line.Text.Count(static c => c == ' ') < MaxBoldHeadingWords;
}
