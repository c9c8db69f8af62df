namespace DocumentPipeline.Text;

/// <summary>A sentence and where it stands.</summary>
/// <param name="Text">The sentence on one line.</param>
/// <param name="Page">Page on which it begins, from 1.</param>
internal sealed record Sentence(string Text, int Page);
