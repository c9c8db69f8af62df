using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that answers questions.</summary>
internal static class AnswersSection
{
    /// <summary>Each question with the sentences that answer it.</summary>
    public static IEnumerable<ReportBlock> Of(IReadOnlyList<Answer>? answers)
    {
        yield return new HeadingBlock(2, "Questions");
        if (answers is null)
        {
            yield return new TextBlock("They were left out.");
            yield break;
        }

        yield return new TextBlock("Answers are sentences of the document. Coverage is the share of what is asked for that they mention.");
        yield return new TableBlock(
            ["Question", "Answer", "Page", "Section", "Coverage"],
            [.. answers.SelectMany(static answer => answer.IsFound()
                ? answer.Evidence.Select((sentence, i) => (string[])
                [
                    i == 0 ? answer.Question : "",
                    sentence.Text,
                    Numbers.Of(sentence.Page),
                    sentence.Section,
                    Numbers.Share(sentence.Coverage),
                ])
                : [[answer.Question, "no answer found", "", "", ""]])]);
    }
}
