namespace DocumentPipeline.Text;

/// <summary>
/// What is left of a word when accents and the endings of the plural are taken away, in English and Spanish alike: good enough to see
/// that "shortages" and "shortage" or "ciudades" and "ciudad" are the same, and no more.
/// </summary>
internal static class Stem
{
    private const int MinLength = 3;

    /// <summary>The stem of a word in lowercase.</summary>
    public static string Of(string word)
    {
        string stem = Accents.Remove(word);
        if (stem.Length > MinLength && stem[^1] == 's' && stem[^2] != 's')
        {
            stem = stem[..^1];
        }

        if (stem.Length > MinLength && stem[^1] == 'e')
        {
            stem = stem[..^1];
        }

        return stem.Length > MinLength && stem[^1] == 'y' ? $"{stem[..^1]}i" : stem;
    }
}
