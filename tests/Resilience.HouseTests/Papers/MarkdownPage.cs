using System.Text.RegularExpressions;

namespace Resilience.HouseTests.Papers;

/// <summary>One page of documentation: where its links lead, and what can be linked to in it.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] _prose;

    public MarkdownPage(string path, string text)
    {
        Path = path;
        _prose = [.. OutsideFences(text.ReplaceLineEndings("\n").Split('\n'))];
    }

    public string Path { get; }

    /// <summary>Targets with the line they stand in, code left out.</summary>
    public IEnumerable<(int Line, string Target)> Links() =>
        from line in _prose.Index()
        from match in Link().Matches(InlineCode().Replace(line.Item, "")).Concat(Definition().Matches(line.Item))
        select (line.Index + 1, match.Groups["target"].Value);

    /// <summary>
    /// The anchors of the headings, as the hosts of repositories make them: lower case, hyphens for blanks, a number for a repeat.
    /// </summary>
    public IEnumerable<string> Anchors() =>
        _prose.Select(line => Heading().Match(line)).Where(match => match.Success)
            .Select(match => Slug(match.Groups["text"].Value))
            .GroupBy(slug => slug)
            .SelectMany(group => group.Select((slug, repeat) => repeat == 0 ? slug : $"{slug}-{repeat}"));

    private static string Slug(string heading)
    {
        string text = LinkInHeading().Replace(heading, "${text}").Trim().ToLowerInvariant();
        return string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_')).Replace(' ', '-');
    }

    /// <summary>The same number of lines, those of code blocks emptied.</summary>
    private static IEnumerable<string> OutsideFences(IEnumerable<string> lines)
    {
        string? fence = null;
        foreach (string line in lines)
        {
            Match match = Fence().Match(line);
            bool toggles = match.Success && (fence is null || match.Groups["fence"].Value.StartsWith(fence, StringComparison.Ordinal));
            yield return fence is null && !toggles ? line : "";
            if (toggles)
            {
                fence = fence is null ? match.Groups["fence"].Value : null;
            }
        }
    }

    [GeneratedRegex(@"^\s*(?<fence>```+|~~~+)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(<?(?<target>[^)\s>]+)>?(\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\s{0,3}\[[^\]]+\]:\s+(?<target>\S+)")]
    private static partial Regex Definition();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkInHeading();
}
