using DocumentPipeline.Model;
using DocumentPipeline.Questions;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>QUESTION_ANSWERING: looks up the passages that speak of each question.</summary>
internal static class AnswerQuestions
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="ModelMissingException">A language model is missing.</exception>
    /// <exception cref="DocumentException">There are too many questions, or one is too long.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        Language language = context.RequireAnalysis().Language;
        IReadOnlyList<string> questions = context.Settings.Questions ?? DefaultQuestions.Of(language);
        if (questions.Count > Limits.Questions || questions.Any(static question => question.Length > Limits.QuestionLength))
        {
            throw new DocumentException(
                $"At most {Limits.Questions} questions of at most {Limits.QuestionLength} characters can be asked at once.");
        }

        LanguageModels models = await LanguageModelStore.LoadAsync(context, cancellationToken);
        var index = new PassageIndex(models.StopWords(language));
        foreach (Passage passage in Passages.Of(context.LinesInScope()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            index.Add(passage);
        }

        IEnumerable<string> questionWords = models.For(language).SelectMany(static model => model.QuestionWords);
        var answerer = new Answerer(index, questionWords, context.Settings.AnswerThreshold);
        return context with { Answers = [.. questions.Select(answerer.Answer)] };
    }
}
