namespace Resilience.AotSmoke;

/// <summary>Operations by name with presets, replaced while somebody holds their pipelines, and a family with more keys than room.</summary>
internal static class RegistryScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("presets and registry");
        foreach (ResiliencePreset preset in ResiliencePreset.All)
            Stage.Say(preset.Name, ResiliencePipeline.Create(preset, "preset"));

        await using var registry = new ResilienceRegistry();
        using IDisposable subscription = registry.Subscribe(static change => Stage.Say("changed", change));
        Func<string, CancellationToken, ValueTask<string>> shout = registry.Protect(
            "shout",
            static (string text, CancellationToken _) => Task.FromResult(text.ToUpperInvariant()),
            fallback: static text => $"({text})",
            preset: ResiliencePreset.Conservative);
        Stage.Say("protected", await shout("hello", CancellationToken.None));

        ResilienceOperation operation = registry.GetOrAdd("shout");
        ResiliencePipeline<int> typed = operation.PipelineFor<int>();
        registry.Replace("shout", new OperationDefinition(ResiliencePreset.Critical)
            .For<int>(static options => options.Fallback = new() { Action = static (_, _) => new(7) }));
        Stage.Say("typed", typed);
        Stage.Say("fell back", await typed.ExecuteAsync(static _ => throw new PermanentException()));
        using (registry.Isolate("shout", "scene"))
        {
            Stage.Say("held", string.Join(", ", registry.GetHealth().IsolatedCircuits));
            Stage.Say("refused", await shout("hello", CancellationToken.None));
        }

        OperationSnapshot seen = operation.Snapshot();
        Stage.Say("seen", $"{seen.Calls} calls, {seen.Successes} successes, {seen.Rejections} rejections, {seen.Fallbacks} fallbacks");
        Stage.Try("options", () => registry.Replace("shout", new(ResiliencePreset.Http, static options => options.Retry!.MaxAttempts = 0)));
        Stage.Try("cycle", () => registry.GetOrAdd("cycle", name => registry.GetOrAdd(name).Definition));

        KeyedFamily<string, CircuitBreaker> family = registry.Families.GetOrAdd("hosts", MakeFamily) as KeyedFamily<string, CircuitBreaker>
            ?? throw new InvalidOperationException("Another family.");
        family.Get("a").Trip();
        family.Get("b").Trip();
        Stage.Say("shared", ReferenceEquals(family.Get("c"), family.Get("d")));
        Stage.Say("family", family.Snapshot());
        registry.Remove("shout");
    }

    private static KeyedFamily<string, CircuitBreaker> MakeFamily(string name) =>
        KeyedFamily.CircuitBreakers<string>(name, options: new() { Capacity = 2 });
}
