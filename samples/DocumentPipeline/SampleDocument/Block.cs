namespace DocumentPipeline.SampleDocument;

/// <summary>A piece of the sample document.</summary>
/// <param name="Style">How it is set.</param>
/// <param name="Text">The text; for a table one line per row, with cells parted by '|'.</param>
internal sealed record Block(BlockStyle Style, string Text)
{
    /// <summary>The cells of a table.</summary>
    public string[][] Rows() =>
        Text.Split('\n').Select(static row => row.Split('|', StringSplitOptions.TrimEntries)).ToArray();
}
