using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Questions;

/// <summary>
/// Answers with sentences of the document, never with words of its own. A sentence answers when it mentions enough of what the question
/// asks for, rare words counting more; its passage and heading lend it half of what they mention besides. Otherwise there is no answer.
/// </summary>
internal sealed class Answerer
{
    private const int Passages = 6;
    private const int SentencesPerAnswer = 2;
    private const double Lent = 0.5;

    // A second sentence is given only if it says nearly as much.
    private const double CloseToBest = 0.8;

    private const double NumberBonus = 0.15;

    private static readonly string[] _quantities = ["how many", "how much", "cuánt", "cuant"];

    private readonly PassageIndex _index;
    private readonly HashSet<string> _questionWords;
    private readonly double _threshold;

    public Answerer(PassageIndex index, IEnumerable<string> questionWords, double threshold)
    {
        _index = index;
        _questionWords = [.. questionWords.Select(Stem.Of)];
        _threshold = threshold;
    }

    /// <summary>The answer, or that there is none.</summary>
    public Answer Answer(string question)
    {
        question = CleanText.Of(question);
        string[] terms = [.. _index.TermsOf(question).Where(term => !_questionWords.Contains(term)).Distinct()];
        double all = terms.Sum(_index.Rarity);
        bool asksForNumber = _quantities.Any(word => question.Contains(word, StringComparison.OrdinalIgnoreCase));
        var candidates = new List<(AnswerSentence Sentence, double Rank)>();
        foreach (Passage passage in all > 0 ? _index.Search(terms, Passages) : [])
        {
            HashSet<string> context = [.. _index.TermsOf(passage.Heading)];
            context.UnionWith(passage.Sentences.SelectMany(sentence => _index.TermsOf(sentence.Text)));
            foreach (Sentence sentence in passage.Sentences)
            {
                HashSet<string> own = [.. _index.TermsOf(sentence.Text)];
                double mentioned = terms.Sum(term =>
                    _index.Rarity(term) * (own.Contains(term) ? 1 : own.Count > 0 && context.Contains(term) ? Lent : 0));
                if (!terms.Any(own.Contains) || mentioned / all < _threshold)
                {
                    continue;
                }

                double coverage = Math.Round(mentioned / all, 3);
                double bonus = asksForNumber && sentence.Text.Any(char.IsAsciiDigit) ? NumberBonus : 0;
                candidates.Add((new AnswerSentence(sentence.Text, sentence.Page, passage.Heading, coverage), coverage + bonus));
            }
        }

        // The sort is stable: of equals the one of the better passage comes first.
        List<(AnswerSentence Sentence, double Rank)> ranked = [.. candidates.OrderByDescending(static candidate => candidate.Rank)];
        return new Answer(
            question,
            [.. ranked
                .Where(candidate => candidate.Rank >= CloseToBest * ranked[0].Rank)
                .Select(static candidate => candidate.Sentence)
                .Distinct()
                .Take(SentencesPerAnswer)]);
    }
}
