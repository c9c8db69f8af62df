using System.Text.RegularExpressions;

namespace DocumentPipeline.Text;

/// <summary>Splits text into words.</summary>
internal static partial class Words
{
    /// <summary>
    /// The words in lowercase. A word starts with a letter; numbers are none. What follows an apostrophe is dropped: "city's" is
    /// "city".
    /// </summary>
    public static IEnumerable<string> Of(string text) =>
        Pattern().Matches(CleanText.Of(text)).Select(static match => match.Groups[1].Value.ToLowerInvariant());

    [GeneratedRegex(@"(\p{L}[\p{L}\p{M}\p{Nd}]*)(?:['\u2019]\p{L}+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
