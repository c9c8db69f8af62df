using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>
/// Puts lines together into paragraphs: a heading, a wider gap, a bullet or another font size ends one, and so does a new column or page
/// behind a finished sentence. Where there is no layout, a short line that ends a sentence does.
/// </summary>
internal static class Passages
{
    private const double WideGap = 1.35;
    private const double ShortLine = 0.8;
    private const double OtherSize = 0.6;

    // Lines that are farther apart than this share of a page are no neighbours.
    private const double MaxLeading = 0.1;

    // A document without any full stops is cut here, at the end of a line.
    private const int HardLimit = 4 * Limits.PassageLength;

    /// <summary>The passages in reading order.</summary>
    public static IEnumerable<Passage> Of(IReadOnlyList<Line> lines)
    {
        HeadingRule rule = HeadingRule.Of(lines);
        double leading = Quantile(Leadings(lines), 4) ?? MaxLeading;
        double length = Quantile(lines.Select(static line => (double)line.Text.Length), 2) ?? 0;
        var builder = new PassageBuilder();
        string heading = "";
        Line? previous = null;
        bool wasHeading = false;

        foreach (Line line in lines)
        {
            bool isHeading = rule.LevelOf(line) > 0;
            if (isHeading || (previous is not null && Breaks(builder, previous, line, leading, length)))
            {
                foreach (Passage passage in builder.Close(heading))
                {
                    yield return passage;
                }
            }

            if (isHeading)
            {
                bool continues = wasHeading && previous?.Page == line.Page && heading.Length + line.Text.Length < Limits.SentenceLength;
                heading = continues ? Paragraph.Join([heading, line.Text]) : line.Text;
            }
            else
            {
                builder.Add(line);
            }

            wasHeading = isHeading;
            previous = line;
        }

        foreach (Passage passage in builder.Close(heading))
        {
            yield return passage;
        }
    }

    private static bool Breaks(PassageBuilder builder, Line previous, Line line, double leading, double length)
    {
        if (builder.Length >= HardLimit || StartsWithBullet(line.Text))
        {
            return true;
        }

        if (line.FontSize <= 0)
        {
            return builder.EndsSentence && previous.Text.Length < ShortLine * length;
        }

        double gap = previous.Top - line.Top;
        return previous.Page != line.Page || gap < 0
            ? builder.EndsSentence
            : gap > WideGap * leading || Math.Abs(previous.FontSize - line.FontSize) > OtherSize;
    }

    private static bool StartsWithBullet(string text) =>
        text.Length > 1 && text[0] is '•' or '▪' or '●' or '◦' or '–' or '-' or '*' && text[1] == ' ';

    private static IEnumerable<double> Leadings(IReadOnlyList<Line> lines) =>
        lines.Zip(lines.Skip(1))
            .Where(static pair => pair.First.Page == pair.Second.Page)
            .Select(static pair => pair.First.Top - pair.Second.Top)
            .Where(static gap => gap is > 0 and < MaxLeading);

    // The part-th of the values; most gaps are those between lines, but a short text has as many between paragraphs.
    private static double? Quantile(IEnumerable<double> values, int part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : sorted[sorted.Length / part];
    }
}
