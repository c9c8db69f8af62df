namespace Resilience.Presets;

/// <summary>The table of numbers in docs/presets.md: for each preset the text of each row.</summary>
internal static class PresetTable
{
    public static Dictionary<string, Dictionary<string, string>> Read()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root(), "docs", "presets.md"));
        int head = Array.FindIndex(lines, static line => line.StartsWith("| | Aggressive", StringComparison.Ordinal));
        string[] presets = Cells(lines[head])[1..];
        var table = presets.ToDictionary(static preset => preset, static _ => new Dictionary<string, string>());
        foreach (string line in lines.Skip(head + 2).TakeWhile(static line => line.StartsWith('|')))
        {
            string[] cells = Cells(line);
            for (int i = 0; i < presets.Length; i++)
                table[presets[i]].Add(cells[0], cells[i + 1]);
        }

        return table;
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(static cell => cell.Trim())];

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Resilience.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("No Resilience.sln above the test's own folder.");
    }
}
