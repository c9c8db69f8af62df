namespace DocumentPipeline.Reporting;

/// <summary>A table.</summary>
/// <param name="Header">Labels of the columns.</param>
/// <param name="Rows">Rows with as many cells.</param>
internal sealed record TableBlock(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : ReportBlock;
