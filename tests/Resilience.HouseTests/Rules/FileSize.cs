namespace Resilience.HouseTests.Rules;

/// <summary>How long a file may be: half of them a screen, nearly all of them two, none more than four.</summary>
internal static class FileSize
{
    public const int Median = 60;
    public const int Percentile95 = 200;
    public const int Cap = 400;

    public static IEnumerable<string> OverTheCap(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Lines.Count > Cap).Select(file => $"{file.Path}: {file.Lines.Count} lines, {Cap} at most");

    public static IEnumerable<string> Distribution(IReadOnlyList<SourceFile> files)
    {
        int[] lengths = [.. files.Select(file => file.Lines.Count).Order()];
        if (lengths.Length == 0)
        {
            yield break;
        }

        if (Quantile(lengths, 0.5) is var median and > Median)
        {
            yield return $"the median file has {median} lines, {Median} at most";
        }

        if (Quantile(lengths, 0.95) is var p95 and > Percentile95)
        {
            IEnumerable<SourceFile> longest = files.OrderByDescending(file => file.Lines.Count).Take(5);
            yield return $"the 95th percentile of the files has {p95} lines, {Percentile95} at most; the longest: "
                + string.Join(", ", longest.Select(file => $"{file.Path} {file.Lines.Count}"));
        }
    }

    /// <summary>The nearest rank: the smallest length that at least this share of the files does not exceed.</summary>
    public static int Quantile(IReadOnlyList<int> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
