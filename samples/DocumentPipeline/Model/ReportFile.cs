namespace DocumentPipeline.Model;

/// <summary>The report that was written.</summary>
/// <param name="Path">Where it lies as Markdown.</param>
/// <param name="IsMinimal">Whether it is the short text that replaces a full report.</param>
/// <param name="HtmlPath">Where the same report lies as HTML; null if there is none.</param>
internal sealed record ReportFile(string Path, bool IsMinimal, string? HtmlPath = null);
