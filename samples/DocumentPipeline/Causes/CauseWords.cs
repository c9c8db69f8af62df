using System.Collections.Frozen;
using DocumentPipeline.Text;

namespace DocumentPipeline.Causes;

/// <summary>The word lists of one or more language models, put together for the reader of causes.</summary>
internal sealed class CauseWords
{
    private readonly FrozenDictionary<string, (string[] Words, CausalCue Cue)[]> _cues;
    private readonly FrozenDictionary<string, string[][]> _boundaries;

    public CauseWords(IReadOnlyList<LanguageModel> models)
    {
        StopWords = Union(models, static model => model.StopWords);
        Negations = Union(models, static model => model.Negations);
        Hedges = Union(models, static model => model.Hedges);
        Referrers = Union(models, static model => model.Referrers);
        _cues = models
            .SelectMany(static model => model.Cues)
            .Select(static cue => (Words: cue.Text.Split(' '), Cue: cue))
            .GroupBy(static cue => cue.Words[0])
            .ToFrozenDictionary(
                static group => group.Key,
                static group => group.OrderByDescending(static cue => cue.Words.Length).ToArray(),
                StringComparer.Ordinal);
        _boundaries = Union(models, static model => model.Boundaries)
            .Select(static boundary => boundary.Split(' '))
            .GroupBy(static words => words[0])
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Words that say nothing about a text's subject.</summary>
    public FrozenSet<string> StopWords { get; }

    /// <summary>Words that turn a cue into its opposite.</summary>
    public FrozenSet<string> Negations { get; }

    /// <summary>Words with which a sentence takes itself back a little.</summary>
    public FrozenSet<string> Hedges { get; }

    /// <summary>Words that stand for what the sentence before was about.</summary>
    public FrozenSet<string> Referrers { get; }

    /// <summary>The longest cue that begins with this token, and its number of words; null if none does.</summary>
    public (CausalCue Cue, int Length)? CueAt(List<Token> tokens, int index)
    {
        if (_cues.TryGetValue(tokens[index].Text, out var candidates))
        {
            foreach ((string[] words, CausalCue cue) in candidates)
            {
                if (StandsAt(tokens, index, words))
                {
                    return (cue, words.Length);
                }
            }
        }

        return null;
    }

    /// <summary>Whether a clause ends before this token.</summary>
    public bool IsBoundary(List<Token> tokens, int index) =>
        _boundaries.TryGetValue(tokens[index].Text, out string[][]? candidates)
        && candidates.Any(words => StandsAt(tokens, index, words));

    private static bool StandsAt(List<Token> tokens, int index, string[] words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            if (index + i >= tokens.Count || tokens[index + i].Text != words[i])
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenSet<string> Union(IReadOnlyList<LanguageModel> models, Func<LanguageModel, HashSet<string>> words) =>
        models.SelectMany(words).ToFrozenSet(StringComparer.Ordinal);
}
