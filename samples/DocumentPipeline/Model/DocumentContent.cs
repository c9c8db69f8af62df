namespace DocumentPipeline.Model;

/// <summary>Text and tables of a document.</summary>
/// <param name="Lines">Lines in reading order, page by page, without the rows of tables.</param>
/// <param name="Tables">Tables found.</param>
/// <param name="UnreadablePages">Numbers of the pages that could not be read.</param>
/// <param name="HasLayout">False when only plain text could be had: then lines have no font size and there are no tables.</param>
internal sealed record DocumentContent(
    IReadOnlyList<Line> Lines,
    IReadOnlyList<Table> Tables,
    IReadOnlyList<int> UnreadablePages,
    bool HasLayout);
