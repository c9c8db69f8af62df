using System.Globalization;
using System.Text;

namespace DocumentPipeline.Text;

/// <summary>
/// Makes text from a file fit for everything behind it: valid Unicode on one line, without what is not to be seen. Fonts and their tables
/// can claim any character, so nothing is taken on trust.
/// </summary>
internal static class CleanText
{
    private const char Replacement = '\uFFFD';
    private const char SoftHyphen = '\u00AD';

    // What Spanish and its neighbours need; some files write an accent as a character of its own.
    private const string Decomposed = "a\u0301e\u0301i\u0301o\u0301u\u0301n\u0303u\u0308A\u0301E\u0301I\u0301O\u0301U\u0301N\u0303U\u0308";
    private const string Composed = "áéíóúñüÁÉÍÓÚÑÜ";

    /// <summary>
    /// The text with single spaces for all white space and control characters, U+FFFD for halves of surrogate pairs, letters for
    /// ligatures, and without invisible characters such as those that change the direction of writing.
    /// </summary>
    public static string Of(string? text)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        for (int i = 0; i < text?.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogate(c))
            {
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    clean.Append(c).Append(text[++i]);
                }
                else
                {
                    clean.Append(Replacement);
                }
            }
            else
            {
                Append(clean, c);
            }
        }

        if (clean.Length > 0 && clean[^1] == ' ')
        {
            clean.Length--;
        }

        return clean.ToString();
    }

    private static void Append(StringBuilder clean, char c)
    {
        if (char.IsWhiteSpace(c) || char.IsControl(c))
        {
            if (clean.Length > 0 && clean[^1] != ' ')
            {
                clean.Append(' ');
            }
        }
        else if (c is '\uFFFE' or '\uFFFF')
        {
            clean.Append(Replacement);
        }
        else if (Ligatures.LettersOf(c) is { } letters)
        {
            clean.Append(letters);
        }
        else if (clean.Length > 0 && IndexOfPair(clean[^1], c) is var pair and >= 0)
        {
            clean[^1] = Composed[pair];
        }
        else if (c == SoftHyphen || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)
        {
            clean.Append(c);
        }
    }

    private static int IndexOfPair(char letter, char accent)
    {
        if (accent is not ('\u0301' or '\u0303' or '\u0308'))
        {
            return -1;
        }

        for (int i = 0; i < Composed.Length; i++)
        {
            if (Decomposed[2 * i] == letter && Decomposed[(2 * i) + 1] == accent)
            {
                return i;
            }
        }

        return -1;
    }
}
