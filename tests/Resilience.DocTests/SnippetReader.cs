using System.Text.RegularExpressions;

namespace Resilience.DocTests;

/// <summary>Finds the C# blocks of a Markdown page.</summary>
internal static partial class SnippetReader
{
    public static IReadOnlyList<Snippet> Read(string page, string text)
    {
        List<Snippet> snippets = [];
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } open)
            {
                continue;
            }

            int first = i + 1;
            int last = Array.FindIndex(lines, first, line => Closes(line, open.Groups["fence"].Value));
            if (last < 0)
            {
                throw new FormatException($"{page}:{first} The block is never closed.");
            }

            if (KindOf(open.Groups["info"].Value.Trim(), $"{page}:{first}") is { } kind)
            {
                int indent = open.Groups["indent"].Length;
                string code = string.Join('\n', lines[first..last].Select(line => line[Math.Min(indent, Indentation(line))..]));
                snippets.Add(new Snippet(page, first + 1, kind, code));
            }

            i = last;
        }

        return snippets;
    }

    /// <summary>Null for another language. A misspelt word would silently leave a snippet unchecked, so it is an error.</summary>
    private static SnippetKind? KindOf(string info, string where) => info switch
    {
        "csharp" => SnippetKind.Program,
        "csharp no-run" => SnippetKind.CompiledProgram,
        "csharp declarations" => SnippetKind.Declarations,
        _ when Language().IsMatch(info) => throw new FormatException(
            $"{where} \"{info}\" is none of \"csharp\", \"csharp no-run\", \"csharp declarations\"."),
        _ => null,
    };

    private static bool Closes(string line, string fence) =>
        line.Trim() is var trimmed && trimmed.Length >= fence.Length && trimmed.All(c => c == fence[0]);

    private static int Indentation(string line) => line.Length - line.TrimStart(' ').Length;

    [GeneratedRegex(@"^(?<indent> *)(?<fence>```+|~~~+)(?<info>[^`]*)$")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^(csharp|cs|c#)\b|^c#", RegexOptions.IgnoreCase)]
    private static partial Regex Language();
}
