using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Tables;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>Configurations that nobody would write: a clear error or a pipeline that works, and nothing in between.</summary>
public sealed class FuzzTests
{
    private static readonly string[] _odd =
    [
        "", " ", "0", "-1", "1", "2", "1e309", "NaN", "true", "FALSE", "none", "30", "30s", "1ms", "00:00:01", "-00:00:01", "99999999999", "0.5",
        "Transient", "Timeout,Http", ",", "Balanced", "\u0000", "Ωµ", "5xx", "System.Diagnostics.Process, System", "{0}", "../../etc",
        new('x', 5_000),
    ];

    private static readonly string[] _others = ["x", "y"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_configuration_is_refused_with_its_paths_or_works(int seed)
    {
        var random = new Random(seed);
        using var settings = new Settings("""{ "Operations": { "a": {}, "b": {} }, "Pipelines": { "p": {} } }""", AddDependencies);
        string[] names = ["a", "b", "p"];
        _ = names.Select(settings.Words).ToArray();
        (int good, int bad) = (0, 0);
        for (int i = 0; i < 25; i++)
        {
            string[] before = [.. names.Select(settings.Words)];
            string json = JsonSerializer.Serialize(Object(RootKeys.Set, random, random.Next(2) == 0 ? 0 : 0.02, 0));
            settings.Change(json);
            ResilienceConfigurationStatus status = settings.Configuration.Status;
            if (status.IsCurrent)
            {
                good++;
                foreach (string name in names.Concat(status.Operations).Distinct())
                    await CallAsync(settings.Registry.GetPipeline(name), settings);
            }
            else
            {
                bad++;
                status.Errors.Should().OnlyContain(error => error.StartsWith("Resilience", StringComparison.Ordinal) && error.Length < 2_000, json);
                names.Select(settings.Words).Should().Equal(before);
            }
        }

        good.Should().BePositive();
        bad.Should().BePositive();
    }

    [Fact]
    public void Text_that_is_no_configuration_is_refused()
    {
        using var settings = new Settings("""{ "Operations": { "a": {} } }""");
        string before = settings.Words("a");
        var random = new Random(7);
        const string Letters = "{}[]\",:0aé\\\n tfn";

        for (int i = 0; i < 2_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => Letters[random.Next(Letters.Length)]));
            try
            {
                settings.Configuration.UpdateFromJson(text);
            }
            catch (InvalidPipelineException error)
            {
                error.Errors.Should().OnlyContain(static one => one.StartsWith("Resilience"));
            }
        }

        settings.Words("a").Should().Be(before);
    }

    private static void AddDependencies(IResilienceBuilder builder)
    {
        foreach (string name in _others)
        {
            builder
                .AddOrchestrator(name, WorkJson.Default.Work, static stages => stages.AddStage("x", static (_, work) => work))
                .AddFanOut<int, int>(name, static _ => [Nobody()])
                .AddFailover<int, int>(name, static _ => [Nobody()])
                .AddLoadBalancer<int, int>(name, static _ => [Nobody()]);
        }
    }

    private static Dependency<int, int> Nobody() => new("nobody", static (_, _) => new ValueTask<int>(0));

    private static async Task CallAsync(ResiliencePipeline pipeline, Settings settings)
    {
        ValueTask<Outcome<int>> call = pipeline.ExecuteOutcomeAsync<int>(static _ => new(7), TestContext.Current.CancellationToken);
        for (int i = 0; i < 100 && !call.IsCompleted; i++)
            settings.Clock.Advance(TimeSpan.FromHours(1));
        if (!call.IsCompleted)
            return; // waits for a permit for days, as it was told
        Outcome<int> outcome = await call;
        (outcome.IsRejected || outcome.Exception is OperationTimedOutException || outcome.Result == 7).Should().BeTrue();
    }

    /// <param name="set">The keys to choose from.</param>
    /// <param name="random">Chooses.</param>
    /// <param name="oddness">How often something is said that makes no sense.</param>
    /// <param name="depth">How deep in the tree it is.</param>
    private static Dictionary<string, object?> Object(KeySet set, Random random, double oddness, int depth)
    {
        var result = new Dictionary<string, object?>();
        foreach (SettingKey key in set.Keys)
        {
            if (depth > 0 && random.Next(4) == 0 && !(set.Title == "CircuitBreaker" && key.Name == "WindowCalls"))
                result[random.NextDouble() < oddness ? key.Name + "x" : key.Name] = Value(key, random, oddness, depth);
            else if (depth == 0 && (key.IsMap || random.Next(10) == 0))
                result[key.Name] = Value(key, random, oddness, depth);
        }

        return result;
    }

    private static object? Value(SettingKey key, Random random, double oddness, int depth)
    {
        if (random.NextDouble() < oddness)
            return random.Next(4) == 0 ? new[] { "odd" } : _odd[random.Next(_odd.Length)];
        if (key.Value is null)
            return Below(key, random, oddness, depth);
        string text = key switch
        {
            { IsOptional: true } when random.Next(4) == 0 => "none",
            { Value.Names: { } names } => names[random.Next(names.Count)],
            { Value.Least: { } least } => random.Next(3) switch { 0 => least, 1 => key.Value.Most!, _ => Default(key) },
            { Value.Kind: "boolean" } => random.Next(2) == 0 ? "true" : "false",
            { Value.Kind: "exception" } => "TimeoutException",
            { Name: "BasedOn" or "Preset" } => ResiliencePreset.All[random.Next(ResiliencePreset.All.Count)].Name,
            _ => "text",
        };
        return key.IsList ? new[] { text } : text;
    }

    private static string Default(SettingKey key) => key.Default.Length > 0 && key.Default != "none" ? key.Default : key.Value!.Least!;

    private static Dictionary<string, object?> Below(SettingKey key, Random random, double oddness, int depth)
    {
        (string type, KeySet set) = key.Below[random.Next(key.Below.Count)];
        if (!key.IsMap)
        {
            Dictionary<string, object?> part = Object(set, random, oddness, depth + 1);
            if (type.Length > 0)
                part["Type"] = type;
            return part;
        }

        var items = new Dictionary<string, object?>();
        foreach (string name in key.Name switch { "Operations" => ["a", "b"], "Pipelines" => ["p"], "Presets" => ["Mine"], _ => _others })
        {
            (type, set) = key.Below[random.Next(key.Below.Count)];
            Dictionary<string, object?> item = Object(set, random, oddness, depth + 1);
            if (type.Length > 0)
                (item["Type"], item["Order"]) = (type, items.Count);
            items[name] = item;
        }

        return items;
    }
}
