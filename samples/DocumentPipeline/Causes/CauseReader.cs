using DocumentPipeline.Text;

namespace DocumentPipeline.Causes;

/// <summary>
/// Finds causal cues in a sentence and takes the clauses on both sides of them for cause and effect. It knows words, not grammar: hence the
/// confidence. A sentence that only points back ("This leads to ...") takes up the last thing that the sentence before was about.
/// </summary>
internal sealed class CauseReader
{
    private const double Hedged = 0.8;
    private const double PointsBack = 0.9;
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private readonly CauseWords _words;
    private Phrase? _last;

    public CauseReader(CauseWords words) => _words = words;

    /// <summary>A new paragraph: nothing points back across it.</summary>
    public void Forget() => _last = null;

    /// <summary>The matches of a sentence in order.</summary>
    public List<CauseMatch> Read(string sentence)
    {
        var matches = new List<CauseMatch>();
        if (sentence.TrimEnd().EndsWith('?'))
        {
            // A question claims nothing.
            _last = null;
            return matches;
        }

        var clause = new Clause(sentence, _words);
        List<Token> tokens = clause.Tokens;
        double certainty = tokens.Exists(token => _words.Hedges.Contains(token.Text)) ? Hedged : 1;
        int floor = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (_words.CueAt(tokens, i) is not var (cue, length))
            {
                continue;
            }

            int end = i + length;
            if (!IsNegated(tokens, i) && Match(clause, cue, floor, i, end, NextCue(tokens, end)) is { } match)
            {
                matches.Add(match with { Confidence = Math.Round(match.Confidence * certainty, 3) });
                floor = end;
            }

            i = end - 1;
        }

        _last = matches.Count > 0 ? matches[^1].Effect : clause.PhraseOf(0, clause.EndOf(0, tokens.Count));
        return matches;
    }

    private CauseMatch? Match(Clause clause, CausalCue cue, int floor, int start, int end, int ceiling)
    {
        int left = clause.StartOf(floor, start);
        Phrase? before = clause.PhraseOf(left, start);
        Phrase? behind = clause.PhraseOf(end - cue.Keep, clause.EndOf(end, ceiling));
        bool pointsBack = cue.Order switch
        {
            CueOrder.CauseFirst => before is null && clause.OnlyRefers(left, start),
            CueOrder.Connective => before is null || !clause.BreaksBefore(start),
            _ => false,
        };
        return cue.Order == CueOrder.EffectFirst
            ? before is null ? Leading(clause, cue, end) : Pair(behind, before, cue, cue.Confidence)
            : Pair(pointsBack ? _last : before, behind, cue, pointsBack ? PointsBack * cue.Confidence : cue.Confidence);
    }

    private static CauseMatch? Pair(Phrase? cause, Phrase? effect, CausalCue cue, double confidence) =>
        cause is null || effect is null ? null : new CauseMatch(cause, effect, cue.Text, confidence);

    // "Because it rained, the road is closed": the effect stands behind the comma.
    private static CauseMatch? Leading(Clause clause, CausalCue cue, int end)
    {
        int comma = clause.CommaFrom(end, clause.Tokens.Count);
        if (comma < 0)
        {
            return null;
        }

        Phrase? cause = clause.PhraseOf(end - cue.Keep, comma + 1);
        Phrase? effect = clause.PhraseOf(comma + 1, clause.EndOf(comma + 1, clause.Tokens.Count));
        return Pair(cause, effect, cue, cue.Confidence);
    }

    private int NextCue(List<Token> tokens, int from)
    {
        for (int i = from; i < tokens.Count; i++)
        {
            if (_words.CueAt(tokens, i) is not null)
            {
                return i;
            }
        }

        return tokens.Count;
    }

    // "is not caused by" and "does not directly cause", but not "there is no water because ...".
    private bool IsNegated(List<Token> tokens, int index)
    {
        int before = index - 1;
        if (before > 0 && (tokens[before].Text.EndsWith("ly", Ordinal) || tokens[before].Text.EndsWith("mente", Ordinal)))
        {
            before--;
        }

        return before >= 0 && _words.Negations.Contains(tokens[before].Text);
    }
}
