namespace DocumentPipeline.Model;

/// <summary>Term statistics of one section.</summary>
/// <param name="Heading">The section's heading.</param>
/// <param name="Level">1 is the highest; 0 stands for text that has no heading.</param>
/// <param name="Page">Page on which it starts, from 1.</param>
/// <param name="WordCount">Number of words, stop words included.</param>
/// <param name="TopTerms">The terms with the highest weight, highest first.</param>
internal sealed record SectionTerms(string Heading, int Level, int Page, int WordCount, IReadOnlyList<Term> TopTerms);
