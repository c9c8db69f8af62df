namespace DocumentPipeline.Model;

/// <summary>The report that was written.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="IsMinimal">Whether it is the short text that replaces a full report.</param>
internal sealed record ReportFile(string Path, bool IsMinimal);
