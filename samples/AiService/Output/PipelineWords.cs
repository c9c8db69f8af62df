namespace AiService.Output;

/// <summary>What has changed in a pipeline, told by what it says of itself before and after.</summary>
internal static class PipelineWords
{
    private const string Arrow = " → ";

    public static IEnumerable<string> Changes(string before, string after)
    {
        string[] old = before.Split(Arrow);
        string[] now = after.Split(Arrow);
        foreach (string part in old.Except(now))
        {
            yield return now.FirstOrDefault(other => NameOf(other) == NameOf(part)) is { } instead
                ? $"{part}{Arrow}{instead[NameOf(part).Length..].Trim()}"
                : $"without {part}";
        }

        foreach (string part in now.Where(part => old.All(other => NameOf(other) != NameOf(part))))
            yield return $"with {part}";
    }

    private static string NameOf(string part) => part.Split(" (")[0];
}
