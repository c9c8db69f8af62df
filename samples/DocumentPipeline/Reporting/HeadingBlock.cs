namespace DocumentPipeline.Reporting;

/// <summary>A heading.</summary>
/// <param name="Level">1 for the report's title.</param>
/// <param name="Text">The heading.</param>
internal sealed record HeadingBlock(int Level, string Text) : ReportBlock;
