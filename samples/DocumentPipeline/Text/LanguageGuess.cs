using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>Guesses a text's language from its stop words.</summary>
internal static class LanguageGuess
{
    // In either language about two words of five are stop words; other languages share only a few of them.
    private const double MinShare = 0.2;

    // Fewer words than this prove nothing.
    private const int MinWords = 20;

    // English and Spanish share a few short words; more than this share of the other language means that both are there.
    private const double MaxShareOfOther = 0.4;

    /// <summary>The language that clearly prevails.</summary>
    public static Language Of(IEnumerable<string> words)
    {
        int english = 0;
        int spanish = 0;
        int total = 0;
        foreach (string word in words)
        {
            total++;
            english += StopWords.English.Contains(word) ? 1 : 0;
            spanish += StopWords.Spanish.Contains(word) ? 1 : 0;
        }

        int most = Math.Max(english, spanish);
        if (total < MinWords || most < MinShare * total || Math.Min(english, spanish) > MaxShareOfOther * most)
        {
            return Language.Unclear;
        }

        return english > spanish ? Language.English : Language.Spanish;
    }
}
