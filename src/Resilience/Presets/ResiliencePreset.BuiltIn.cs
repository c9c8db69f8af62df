using Resilience.Presets;

namespace Resilience;

// The presets that come with the library. A test compares the numbers with the table in docs/presets.md, which says why.
public sealed partial class ResiliencePreset
{
    /// <summary>Tries hard and long: many retries, long timeouts, a breaker that opens late.</summary>
    public static ResiliencePreset Aggressive { get; } = Of(nameof(Aggressive), new()
    {
        Timeout = Seconds(60),
        AttemptTimeout = Seconds(20),
        MaxAttempts = 5,
        BaseDelay = Milliseconds(100),
        MaxDelay = Seconds(10),
        BudgetRatio = 0.4,
        BudgetMinimum = 20,
        FailureRatio = 0.7,
        MinimumCalls = 30,
        BreakDuration = Seconds(15),
        MaxBreakDuration = Seconds(120),
        PermitLimit = 200,
    });

    /// <summary>The defaults of a standard pipeline and a retry budget: right for most calls. Used if nothing else is said.</summary>
    public static ResiliencePreset Balanced { get; } = Of(nameof(Balanced), new());

    /// <summary>Spares the dependency and the caller's time: one retry, short timeouts, a breaker that opens early and for long.</summary>
    public static ResiliencePreset Conservative { get; } = Of(nameof(Conservative), new()
    {
        Timeout = Seconds(10),
        AttemptTimeout = Seconds(4),
        MaxAttempts = 2,
        BaseDelay = Milliseconds(500),
        MaxDelay = Seconds(5),
        BudgetRatio = 0.1,
        BudgetMinimum = 5,
        FailureRatio = 0.3,
        MinimumCalls = 10,
        BreakDuration = Seconds(60),
        MaxBreakDuration = Seconds(600),
        SuccessesToClose = 2,
        PermitLimit = 50,
    });

    /// <summary>Does whatever can be done for calls that must succeed: they may take minutes and wait their turn.</summary>
    public static ResiliencePreset Critical { get; } = Of(nameof(Critical), new()
    {
        Timeout = Seconds(180),
        AttemptTimeout = Seconds(30),
        MaxAttempts = 7,
        BaseDelay = Milliseconds(250),
        MaxDelay = Seconds(30),
        BudgetRatio = 0.5,
        BudgetMinimum = 50,
        FailureRatio = 0.8,
        MinimumCalls = 50,
        Window = Seconds(30),
        BreakDuration = Seconds(15),
        MaxBreakDuration = Seconds(60),
        Probes = 3,
        PermitLimit = 200,
        QueueLimit = 200,
    });

    /// <summary>For HTTP services: many short calls, a dependency that is soon back.</summary>
    public static ResiliencePreset Http { get; } = Of(nameof(Http), new()
    {
        MaxDelay = Seconds(5),
        MinimumCalls = 50,
        Window = Seconds(30),
        BreakDuration = Seconds(10),
        MaxBreakDuration = Seconds(120),
        PermitLimit = 200,
    });

    /// <summary>For databases: short calls, quick retries, few connections and a short queue for them.</summary>
    public static ResiliencePreset Database { get; } = Of(nameof(Database), new()
    {
        Timeout = Seconds(15),
        AttemptTimeout = Seconds(5),
        BaseDelay = Milliseconds(50),
        MaxDelay = Seconds(1),
        BudgetRatio = 0.1,
        BreakDuration = Seconds(10),
        MaxBreakDuration = Seconds(60),
        PermitLimit = 50,
        QueueLimit = 100,
        QueueTimeout = Seconds(2),
    });

    /// <summary>For language models: answers take up to a minute, too many requests are refused, and every retry costs money.</summary>
    public static ResiliencePreset Llm { get; } = Of(nameof(Llm), new()
    {
        Timeout = Seconds(180),
        AttemptTimeout = Seconds(60),
        MaxAttempts = 4,
        BaseDelay = Seconds(1),
        MaxDelay = Seconds(30),
        BudgetWindow = Seconds(60),
        MinimumCalls = 10,
        Window = Seconds(60),
        PermitLimit = 20,
        QueueLimit = 40,
    });

    /// <summary>The presets that come with the library.</summary>
    public static IReadOnlyList<ResiliencePreset> All { get; } = [Aggressive, Balanced, Conservative, Critical, Http, Database, Llm];

    private static ResiliencePreset Of(string name, PresetNumbers numbers) => new(name, null, numbers.ApplyTo);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
