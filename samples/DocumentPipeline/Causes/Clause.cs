using DocumentPipeline.Text;

namespace DocumentPipeline.Causes;

/// <summary>A sentence as the reader of causes sees it: its tokens, and after which of them something ends.</summary>
internal sealed class Clause
{
    private readonly string _text;
    private readonly CauseWords _words;
    private readonly bool[] _hard;
    private readonly bool[] _comma;

    public Clause(string text, CauseWords words)
    {
        _text = text;
        _words = words;
        Tokens = Text.Tokens.Of(text);
        _hard = new bool[Tokens.Count];
        _comma = new bool[Tokens.Count];
        for (int i = 0; i + 1 < Tokens.Count; i++)
        {
            ReadOnlySpan<char> gap = text.AsSpan(Tokens[i].End, Tokens[i + 1].Start - Tokens[i].End);
            _hard[i] = gap.IndexOfAny(";:()—") >= 0 || words.IsBoundary(Tokens, i + 1);
            _comma[i] = gap.Contains(',');
        }
    }

    /// <summary>Words and numbers.</summary>
    public List<Token> Tokens { get; }

    /// <summary>Whether a clause or a comma ends right before a token, or "and" stands there.</summary>
    public bool BreaksBefore(int index) =>
        index > 0 && (_hard[index - 1] || _comma[index - 1] || Tokens[index - 1].Text is "and" or "y" or "e");

    /// <summary>The first token of the clause that ends before <paramref name="end"/>, at or after <paramref name="floor"/>.</summary>
    public int StartOf(int floor, int end)
    {
        int start = end;
        while (start > floor && !(start < end && _hard[start - 1]))
        {
            // What follows the last comma counts, unless nothing of substance does: "rain, which is rare, leads to floods".
            if (start < end && _comma[start - 1] && HasContent(start, end))
            {
                break;
            }

            start--;
        }

        return start;
    }

    /// <summary>The token behind the last one of the clause that begins at <paramref name="start"/>, at or before the ceiling.</summary>
    public int EndOf(int start, int ceiling)
    {
        int end = start;
        while (end < ceiling)
        {
            end++;
            if (_hard[end - 1] || (_comma[end - 1] && HasContent(start, end)))
            {
                break;
            }
        }

        return end;
    }

    /// <summary>The first comma at or behind a token, or -1.</summary>
    public int CommaFrom(int start, int ceiling)
    {
        for (int i = start; i < ceiling && !_hard[i]; i++)
        {
            if (_comma[i])
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The phrase between two tokens; null where no word says anything.</summary>
    public Phrase? PhraseOf(int start, int end)
    {
        while (start < end && !IsContent(start))
        {
            start++;
        }

        while (end > start && !IsContent(end - 1))
        {
            end--;
        }

        end = Math.Min(end, start + Limits.PhraseWords);
        string[] stems = [.. Enumerable.Range(start, end - start)
            .Where(i => IsContent(i) && char.IsLetter(Tokens[i].Text[0]))
            .Select(i => Stem.Of(Tokens[i].Text))
            .Distinct()];
        return stems.Length == 0 ? null : new Phrase(_text[Tokens[start].Start..Tokens[end - 1].End], stems);
    }

    /// <summary>Whether the words between two tokens only point back to the sentence before: "this", "lo cual".</summary>
    public bool OnlyRefers(int start, int end) =>
        end > start
        && Enumerable.Range(start, end - start).All(i => !IsContent(i))
        && Enumerable.Range(start, end - start).Any(i => _words.Referrers.Contains(Tokens[i].Text));

    private bool HasContent(int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (IsContent(i))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsContent(int index) =>
        !_words.StopWords.Contains(Tokens[index].Text) && !_words.Hedges.Contains(Tokens[index].Text);
}
