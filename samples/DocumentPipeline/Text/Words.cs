using System.Text.RegularExpressions;

namespace DocumentPipeline.Text;

/// <summary>Splits text into words.</summary>
internal static partial class Words
{
    // Fonts draw these as one glyph, and many files name only the glyph. Unicode normalisation would need more than invariant
    // globalisation offers.
    private static readonly (string Ligature, string Letters)[] _ligatures =
        [("\uFB00", "ff"), ("\uFB01", "fi"), ("\uFB02", "fl"), ("\uFB03", "ffi"), ("\uFB04", "ffl"), ("\uFB05", "st"), ("\uFB06", "st")];

    /// <summary>
    /// The words in lowercase. A word starts with a letter; numbers are none. What follows an apostrophe is dropped: "city's" is
    /// "city".
    /// </summary>
    public static IEnumerable<string> Of(string text) =>
        Pattern().Matches(WithoutLigatures(text)).Select(static match => match.Groups[1].Value.ToLowerInvariant());

    private static string WithoutLigatures(string text)
    {
        foreach ((string ligature, string letters) in _ligatures)
        {
            text = text.Replace(ligature, letters, StringComparison.Ordinal);
        }

        return text;
    }

    [GeneratedRegex(@"(\p{L}[\p{L}\p{M}\p{Nd}]*)(?:['\u2019]\p{L}+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
