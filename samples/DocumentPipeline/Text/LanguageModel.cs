using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>What the analysis knows of a language: a file of a language model, and no more than lists of words.</summary>
/// <param name="Language">The language.</param>
/// <param name="StopWords">Words that say nothing about a text's subject.</param>
/// <param name="Negations">Words that turn the cue behind them into its opposite.</param>
/// <param name="Hedges">Words with which a sentence takes itself back a little.</param>
/// <param name="Boundaries">Words at which a clause ends.</param>
/// <param name="Referrers">Words that stand for what the sentence before was about.</param>
/// <param name="QuestionWords">Words that ask, and say nothing of what is asked for.</param>
/// <param name="Cues">Causal cues.</param>
internal sealed record LanguageModel(
    Language Language,
    HashSet<string> StopWords,
    HashSet<string> Negations,
    HashSet<string> Hedges,
    HashSet<string> Boundaries,
    HashSet<string> Referrers,
    HashSet<string> QuestionWords,
    IReadOnlyList<CausalCue> Cues);
