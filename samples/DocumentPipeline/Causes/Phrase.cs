namespace DocumentPipeline.Causes;

/// <summary>Some words of a sentence that name one thing.</summary>
/// <param name="Text">As they are written, without articles and the like around them.</param>
/// <param name="Stems">Stems of the words that are no stop words, each once, at least one.</param>
internal sealed record Phrase(string Text, IReadOnlyList<string> Stems);
