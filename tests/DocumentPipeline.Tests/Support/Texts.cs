using DocumentPipeline.Model;
using DocumentPipeline.Stages;

namespace DocumentPipeline.Support;

/// <summary>Contexts made of a few lines, as if they had been extracted.</summary>
internal static class Texts
{
    private const double BodySize = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A page for each text; a line for each line of it, each a paragraph; one that begins with "# " is a heading.</summary>
    public static DocumentContext Context(params string[] pages) => new()
    {
        SourcePath = "plan.pdf",
        ReportPath = "unused.md",
        Facts = new DocumentFacts("plan.pdf", 1, new string('0', 64), 1.7, Math.Max(1, pages.Length), null, null),
        Content = new DocumentContent([.. pages.SelectMany(Lines)], [], [], HasLayout: true),
    };

    /// <summary>The same with the analysis that later stages need.</summary>
    public static async Task<DocumentContext> AnalyzedAsync(params string[] pages) => await AnalyzeSections.RunAsync(Context(pages), Token);

    /// <summary>A table from lines with cells parted by '|'.</summary>
    public static Table Table(int page, string text) =>
        new(page, [.. text.Split('\n').Select(static row => row.Split('|', StringSplitOptions.TrimEntries))]);

    public static DocumentContext With(this DocumentContext context, params Table[] tables) =>
        context with { Content = context.RequireContent() with { Tables = tables } };

    private static IEnumerable<Line> Lines(string text, int index) =>
        text.Split('\n').Select((line, i) => line.StartsWith("# ", StringComparison.Ordinal)
            ? new Line(index + 1, line[2..], BodySize * 2, IsBold: false, Top: Top(i))
            : new Line(index + 1, line, BodySize, IsBold: false, Top: Top(i)));

    // The gaps are wide, so that each line is a paragraph of its own.
    private static double Top(int line) => 0.95 - (0.2 * line);
}
