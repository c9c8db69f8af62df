namespace Resilience.HouseTests.Architecture;

/// <summary>
/// The rooms of the core (the folders of src/Resilience) and the arrows between them, as docs/architecture.md draws them.
/// An arrow that is not listed here does not exist; a folder that is not listed is no room.
/// </summary>
internal static class House
{
    /// <summary>The files at the root: the nouns that a user types. They stand on the engine's floor.</summary>
    public const string Root = "(root)";

    private static readonly string[] _ground = ["Timing", "Statistics", "Failures", "Telemetry"];

    private static readonly string[] _engine = ["Pipelines", Root];

    private static readonly string[] _strategies =
        ["Timeouts", "Retries", "Fallbacks", "CircuitBreakers", "Bulkheads", "RateLimiting", "Hedging", "Chaos"];

    private static readonly string[] _application = ["Health", "FanOut"];

    private static readonly string[] _stages = ["Stages", "Risks", "Checkpoints", "Metrics", "Orchestration"];

    private static readonly Dictionary<string, HashSet<string>> _arrows = Draw();

    public static IEnumerable<string> Rooms => _arrows.Keys;

    public static bool IsRoom(string room) => _arrows.ContainsKey(room);

    /// <summary>Whether code in one room may name what another room declares.</summary>
    public static bool Allows(string from, string to) =>
        from == to || (_arrows.TryGetValue(from, out HashSet<string>? below) && below.Contains(to));

    private static Dictionary<string, HashSet<string>> Draw()
    {
        Dictionary<string, HashSet<string>> arrows = new(StringComparer.Ordinal)
        {
            ["Timing"] = [],
            ["Statistics"] = ["Timing"],
            ["Failures"] = ["Timing"],
            ["Telemetry"] = ["Timing", "Statistics", "Failures"],
            ["Pipelines"] = [.. _ground, Root],
            [Root] = [.. _ground, "Pipelines"],
        };

        foreach (string strategy in _strategies)
        {
            arrows[strategy] = [.. _ground, .. _engine];
        }

        string[] belowApplication = [.. _ground, .. _engine, .. _strategies];
        arrows["Health"] = [.. belowApplication];
        arrows["FanOut"] = [.. belowApplication, "Health"];

        string[] belowStages = [.. belowApplication, .. _application];
        arrows["Stages"] = [.. belowStages, "Checkpoints"];
        arrows["Checkpoints"] = [.. belowStages];
        arrows["Risks"] = [.. belowStages, "Stages"];
        arrows["Metrics"] = [.. belowStages, "Stages", "Checkpoints", "Risks"];
        arrows["Orchestration"] = [.. belowStages, "Stages", "Checkpoints", "Risks", "Metrics"];

        string[] belowFrontDoor = [.. belowStages, .. _stages];
        arrows["Presets"] = [.. belowFrontDoor];
        arrows["Registry"] = [.. belowFrontDoor, "Presets"];
        arrows["DependencyInjection"] = [.. belowFrontDoor, "Presets", "Registry"];
        return arrows;
    }
}
