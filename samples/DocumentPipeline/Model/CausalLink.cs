namespace DocumentPipeline.Model;

/// <summary>A sentence says that one thing leads to another.</summary>
/// <param name="Cause">Index of the cause among the graph's nodes.</param>
/// <param name="Effect">Index of the effect.</param>
/// <param name="Cue">The words that say so, such as "because of".</param>
/// <param name="Confidence">How far the cue can be trusted, from 0 to 1.</param>
/// <param name="Page">Page on which the sentence begins, from 1.</param>
/// <param name="Sentence">The sentence.</param>
internal sealed record CausalLink(int Cause, int Effect, string Cue, double Confidence, int Page, string Sentence);
