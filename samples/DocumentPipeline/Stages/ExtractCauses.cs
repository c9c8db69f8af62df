using DocumentPipeline.Causes;
using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>CAUSAL_EXTRACTION: what leads to what, sentence by sentence, in English and Spanish.</summary>
internal static class ExtractCauses
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="ModelMissingException">A language model is missing.</exception>
    /// <exception cref="InsufficientTextException">Findings are required and there is too little text.</exception>
    /// <exception cref="EmptyCausalGraphException">Findings are required and nothing is confident enough.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        TermAnalysis analysis = context.RequireAnalysis();
        TextCheck.Require(context, analysis.WordCount);
        LanguageModels models = await LanguageModelStore.LoadAsync(context, cancellationToken);
        var reader = new CauseReader(new CauseWords(models.For(analysis.Language)));
        var graph = new CausalGraphBuilder(context.Settings.CausalThreshold);
        int sentences = 0;

        foreach (Passage passage in Passages.Of(context.LinesInScope()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            reader.Forget();
            foreach (Sentence sentence in passage.Sentences)
            {
                sentences++;
                reader.Read(sentence.Text).ForEach(match => graph.Add(match, sentence));
            }
        }

        CausalGraph causes = graph.Build(sentences);
        return !context.Settings.RequireFindings || causes.Links.Count > 0
            ? context with { Causes = causes }
            : throw new EmptyCausalGraphException(
                $"No causal link is confident enough; {causes.BelowThreshold} are below the threshold.");
    }
}
