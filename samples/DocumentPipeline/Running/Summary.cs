using System.Globalization;
using DocumentPipeline.Model;

namespace DocumentPipeline.Running;

/// <summary>The last line of a run.</summary>
internal static class Summary
{
    /// <summary>What was read and where the report is.</summary>
    public static string Of(DocumentContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"{context.Facts?.FileName}: {Count(context.Facts?.PageCount, "page")}, {Count(context.Analysis?.WordCount, "word")}, "
        + $"{Count(context.Analysis?.Sections.Count, "section")}, {Count(context.Content?.Tables.Count, "table")}"
        + $"{Environment.NewLine}report: {context.Report?.Path}");

    private static string Count(int? count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count ?? 0:N0} {noun}{(count == 1 ? "" : "s")}");
}
