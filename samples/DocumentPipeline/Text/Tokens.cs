using System.Text.RegularExpressions;

namespace DocumentPipeline.Text;

/// <summary>Splits clean text into words and numbers and keeps their places.</summary>
internal static partial class Tokens
{
    /// <summary>The tokens in order.</summary>
    public static List<Token> Of(string text) =>
        [.. Pattern().Matches(text).Select(static match =>
            new Token(match.Groups[1].Value.ToLowerInvariant(), match.Index, match.Index + match.Length))];

    [GeneratedRegex(@"(\p{L}[\p{L}\p{M}\p{Nd}]*|\p{Nd}+(?:[.,]\p{Nd}+)*)(?:['\u2019]\p{L}+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
