namespace Resilience.HouseTests;

/// <summary>The checkout in which the tests run: its root, and the files that the house rules are about.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Resilience.sln, found by walking up from the test's own output.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    /// <summary>Every C# file below the given folders, without what the build wrote.</summary>
    public static IReadOnlyList<SourceFile> SourceFiles(params string[] folders) =>
        [.. folders.SelectMany(folder => Files(folder, "*.cs")).Select(path => new SourceFile(path, Read(path)))];

    /// <summary>Files below a folder, relative to the root, with forward slashes, in a fixed order.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        string directory = PathOf(folder);
        if (!Directory.Exists(directory))
        {
            return [];
        }

        return Directory.EnumerateFiles(directory, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !IsBuildOutput(path))
            .Order(StringComparer.Ordinal);
    }

    private static bool IsBuildOutput(string path) =>
        path.Split('/') is var parts && (parts.Contains("bin") || parts.Contains("obj") || parts.Contains("artifacts"));

    private static string FindRoot(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Resilience.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No Resilience.sln in {start} or any folder above it.");
    }
}
