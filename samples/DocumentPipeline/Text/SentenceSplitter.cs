namespace DocumentPipeline.Text;

/// <summary>
/// Cuts text into sentences: at a full stop, question mark or exclamation mark with white space and a capital or digit behind it, but not
/// behind an abbreviation. A sentence that is too long is cut at a space.
/// </summary>
internal static class SentenceSplitter
{
    /// <summary>The sentences and where in the text they begin.</summary>
    public static IEnumerable<(int Start, string Text)> Split(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            if (text[start] == ' ')
            {
                start++;
                continue;
            }

            int end = EndOf(text, start);
            yield return (start, text[start..end].TrimEnd());
            start = end;
        }
    }

    private static int EndOf(string text, int start)
    {
        int limit = Math.Min(text.Length, start + Limits.SentenceLength);
        for (int i = start; i < limit; i++)
        {
            if (text[i] is '.' or '!' or '?' or '…' && EndsSentence(text, start, i, out int end))
            {
                return end;
            }
        }

        return limit == text.Length ? limit : CutAtSpace(text, start, limit);
    }

    private static bool EndsSentence(string text, int start, int mark, out int end)
    {
        end = mark + 1;
        while (end < text.Length && text[end] is '.' or '!' or '?' or '"' or '\'' or '”' or '’' or '»' or ')' or ']')
        {
            end++;
        }

        if (end >= text.Length)
        {
            end = text.Length;
            return true;
        }

        return text[end] == ' '
            && end + 1 < text.Length
            && StartsSentence(text[end + 1])
            && (text[mark] != '.' || end > mark + 1 || !IsNumberOrAbbreviation(text, start, mark));
    }

    private static bool StartsSentence(char c) =>
        char.IsUpper(c) || char.IsDigit(c) || c is '¿' or '¡' or '"' or '“' or '«' or '(' or '$';

    // "Art. 5", "Dr. Ruiz", and the number of a list's item at the head.
    private static bool IsNumberOrAbbreviation(string text, int start, int mark)
    {
        int word = mark;
        while (word > start && char.IsLetterOrDigit(text[word - 1]))
        {
            word--;
        }

        ReadOnlySpan<char> token = text.AsSpan(word, mark - word);
        return Abbreviations.Contains(token) || (word == start && token.Length is > 0 and <= 3 && char.IsDigit(token[0]));
    }

    private static int CutAtSpace(string text, int start, int limit)
    {
        int space = text.LastIndexOf(' ', limit - 1, limit - start - 1);
        if (space > start)
        {
            return space;
        }

        // Both halves of a surrogate pair stay together.
        return char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }
}
