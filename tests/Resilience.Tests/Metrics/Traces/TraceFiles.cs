using System.Text.Json;

namespace Resilience.Metrics.Traces;

/// <summary>The files of the repository that tests of traces compare with.</summary>
internal static class TraceFiles
{
    private static readonly string _root = FindRoot();

    public static string Golden => Path.Combine(_root, "tests", "Resilience.Tests", "Metrics", "Traces", "Golden", "trace.v1.json");

    public static SchemaChecker Schema { get; } = new(JsonDocument.Parse(
        File.ReadAllText(Path.Combine(_root, "docs", "schemas", "trace.v1.json"))).RootElement);

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Resilience.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("No Resilience.sln above the test's own folder.");
    }
}
