namespace DocumentPipeline.Model;

/// <summary>How a term occurs in a section or document.</summary>
/// <param name="Text">The term, lowercase.</param>
/// <param name="Count">Number of occurrences.</param>
/// <param name="Weight">tf-idf: high for a term that is frequent here and rare in the other sections; 0 when it was not computed.</param>
internal sealed record Term(string Text, int Count, double Weight);
