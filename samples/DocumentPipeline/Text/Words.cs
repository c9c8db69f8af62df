using System.Text;
using System.Text.RegularExpressions;

namespace DocumentPipeline.Text;

/// <summary>Splits text into words.</summary>
internal static partial class Words
{
    /// <summary>
    /// The words in lowercase and in one form: "é" is one letter and "fi" are two, however the file wrote them. A word starts with
    /// a letter; numbers are none. What follows an apostrophe is dropped: "city's" is "city".
    /// </summary>
    public static IEnumerable<string> Of(string text) =>
        Pattern().Matches(text.Normalize(NormalizationForm.FormKC)).Select(static match => match.Groups[1].Value.ToLowerInvariant());

    [GeneratedRegex(@"(\p{L}[\p{L}\p{M}\p{Nd}]*)(?:['\u2019]\p{L}+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
