namespace DocumentPipeline.Text;

/// <summary>A word or number of a sentence.</summary>
/// <param name="Text">The word, lowercase, without what follows an apostrophe.</param>
/// <param name="Start">Where it begins in the sentence.</param>
/// <param name="End">Where it ends, with what follows an apostrophe.</param>
internal readonly record struct Token(string Text, int Start, int End);
