using System.Text.RegularExpressions;

namespace Resilience.HouseTests.Papers;

/// <summary>
/// Holds pages to the tests that they name: a class, a method with its class, or a further method of the class that was named before it
/// in the same line.
/// </summary>
internal sealed partial class NamedTests(IEnumerable<(string Class, string Method)> known)
{
    private readonly HashSet<string> _known = [.. known.SelectMany(static test => new[] { test.Class, $"{test.Class}.{test.Method}" })];

    /// <summary>The tests that a page names, with the lines in which it does.</summary>
    public static IEnumerable<(int Line, string Test)> In(string text)
    {
        foreach ((int index, string line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            string? current = null;
            foreach (Match match in Name().Matches(line))
            {
                if (match.Groups["class"].Success)
                {
                    current = match.Groups["class"].Value;
                }

                if (current is not null)
                {
                    yield return (index + 1, match.Groups["method"].Success ? $"{current}.{match.Groups["method"].Value}" : current);
                }
            }
        }
    }

    /// <summary>Those of them that do not exist.</summary>
    public IEnumerable<string> Missing(string page, string text) =>
        In(text).Where(named => !_known.Contains(named.Test)).Select(named => $"{page}:{named.Line} {named.Test}");

    [GeneratedRegex(@"`((?<class>[A-Z]\w*Tests)(\.(?<method>\w+))?|(?<method>[A-Z][a-z0-9]*(_\w+)+))`")]
    private static partial Regex Name();
}
