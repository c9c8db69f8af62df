namespace DocumentPipeline.SampleDocument;

/// <summary>How a piece of the sample document is set.</summary>
internal enum BlockStyle
{
    /// <summary>The document's title.</summary>
    Title,

    /// <summary>A line below the title.</summary>
    Subtitle,

    /// <summary>A section's heading.</summary>
    Heading,

    /// <summary>Running text.</summary>
    Paragraph,

    /// <summary>A table with a header row.</summary>
    Table,
}
