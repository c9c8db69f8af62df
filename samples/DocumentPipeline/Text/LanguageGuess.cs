using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>Guesses a text's language from its stop words.</summary>
internal static class LanguageGuess
{
    // In either language about two words of five are stop words; other languages share only a few of them.
    private const double MinShare = 0.2;

    // English and Spanish share a few short words; more than this share of the other language means that both are there.
    private const double MaxShareOfOther = 0.4;

    /// <summary>The language that clearly prevails; fewer than <paramref name="minWords"/> words prove nothing.</summary>
    public static Language Of(IEnumerable<string> words, LanguageModels models, int minWords)
    {
        int english = 0;
        int spanish = 0;
        int total = 0;
        foreach (string word in words)
        {
            total++;
            english += models.English.StopWords.Contains(word) ? 1 : 0;
            spanish += models.Spanish.StopWords.Contains(word) ? 1 : 0;
        }

        int most = Math.Max(english, spanish);
        if (total < minWords || most < MinShare * total || Math.Min(english, spanish) > MaxShareOfOther * most)
        {
            return Language.Unclear;
        }

        return english > spanish ? Language.English : Language.Spanish;
    }
}
