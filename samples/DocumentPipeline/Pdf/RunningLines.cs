using System.Text.RegularExpressions;
using DocumentPipeline.Model;

namespace DocumentPipeline.Pdf;

/// <summary>Headers and footers: lines at a page's edge that return on most pages, page numbers aside.</summary>
internal static partial class RunningLines
{
    private const double EdgeShare = 0.1;
    private const int MinPages = 3;

    /// <summary>The lines without headers and footers.</summary>
    public static IReadOnlyList<Line> Remove(IReadOnlyList<Line> lines, int pageCount)
    {
        HashSet<string> running = lines
            .Where(IsAtEdge)
            .GroupBy(Normalise)
            .Where(group => group.Select(static line => line.Page).Distinct().Count() >= Math.Max(MinPages, (pageCount + 1) / 2))
            .Select(static group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        return running.Count == 0 ? lines : lines.Where(line => !IsAtEdge(line) || !running.Contains(Normalise(line))).ToList();
    }

    private static bool IsAtEdge(Line line) => line.Top is <= EdgeShare or >= 1 - EdgeShare;

    private static string Normalise(Line line) => Digits().Replace(line.Text, "#");

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
