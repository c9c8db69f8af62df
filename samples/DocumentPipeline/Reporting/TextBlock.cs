namespace DocumentPipeline.Reporting;

/// <summary>A paragraph.</summary>
/// <param name="Text">The paragraph.</param>
internal sealed record TextBlock(string Text) : ReportBlock;
