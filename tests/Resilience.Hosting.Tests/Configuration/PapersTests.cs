using System.Text.Json.Nodes;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>What is written about keys is what the binder knows. RESILIENCE_UPDATE_PAPERS=1 writes it anew.</summary>
public sealed class PapersTests
{
    private const string Begin = "<!-- keys -->";
    private const string End = "<!-- /keys -->";

    [Fact]
    public void The_schema_has_the_keys_types_and_ranges_of_the_binder()
    {
        string path = Path.Combine(Docs(), "schemas", "resilience.v1.json");
        string schema = SchemaText.Create();
        if (IsUpdate)
            File.WriteAllText(path, schema);

        File.ReadAllText(path).Should().Be(schema);
        JsonNode.Parse(schema)!["$defs"]!["Retry"]!["properties"]!["MaxAttempts"]!["minimum"]!.GetValue<long>().Should().Be(1);
    }

    [Fact]
    public void The_page_lists_every_key_with_its_type_default_and_range()
    {
        string path = Path.Combine(Docs(), "configuration.md");
        string page = File.ReadAllText(path).ReplaceLineEndings("\n");
        (int begin, int end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        string tables = "\n" + KeyTables.Markdown();
        if (IsUpdate)
            File.WriteAllText(path, page = $"{page[..begin]}{tables}{page[end..]}");

        page.Should().Contain($"{Begin}{tables}{End}");
    }

    private static bool IsUpdate => Environment.GetEnvironmentVariable("RESILIENCE_UPDATE_PAPERS") == "1";

    private static string Docs()
    {
        string folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "docs", "schemas")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "docs");
    }
}
