namespace DocumentPipeline.Model;

/// <summary>A sentence that answers a question.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Page">Page on which it begins, from 1.</param>
/// <param name="Section">Heading above it; empty if there is none.</param>
/// <param name="Coverage">Share of what is asked for that it mentions, from 0 to 1; rare words count more.</param>
internal sealed record AnswerSentence(string Text, int Page, string Section, double Coverage);
