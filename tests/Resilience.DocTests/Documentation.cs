namespace Resilience.DocTests;

/// <summary>The pages whose snippets are checked: the README and everything below docs.</summary>
internal static class Documentation
{
    public static string Root { get; } = FindRoot();

    public static string Prelude { get; } = File.ReadAllText(Path.Combine(Root, "docs", "snippets", "prelude.cs"));

    public static IReadOnlyList<Snippet> Snippets { get; } = [.. Pages().SelectMany(page => SnippetReader.Read(page, Text(page)))];

    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Prepend("README.md");

    private static string Text(string page) => File.ReadAllText(Path.Combine(Root, page));

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Resilience.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("No Resilience.sln above the test's own folder.");
    }
}
