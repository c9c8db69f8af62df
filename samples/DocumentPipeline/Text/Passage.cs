namespace DocumentPipeline.Text;

/// <summary>A paragraph, or a part of a very long one.</summary>
/// <param name="Heading">Heading above it; empty if there is none.</param>
/// <param name="Sentences">Its sentences, at least one.</param>
internal sealed record Passage(string Heading, IReadOnlyList<Sentence> Sentences);
