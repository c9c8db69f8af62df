namespace DocumentPipeline.Model;

/// <summary>What the document says to a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Evidence">Sentences that answer it, best first; empty when no answer was found.</param>
internal sealed record Answer(string Question, IReadOnlyList<AnswerSentence> Evidence)
{
    /// <summary>Whether there is an answer.</summary>
    public bool IsFound() => Evidence.Count > 0;
}
