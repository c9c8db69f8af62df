using System.Runtime.CompilerServices;
using Resilience.Risks;

namespace Resilience;

/// <summary>
/// The risks of a stage pipeline: looked for before each stage, and mitigated when a stage has failed. Thread-safe: risks and mitigations
/// may come and go while runs are under way, and each assessment sees one list throughout.
/// </summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
/// <remarks>
/// <para>
/// Whatever users' code does (throw, hang, cancel itself, come back in) is reported and counted, and never harms a run: a condition that
/// fails lets the stage begin, a predicate that fails matches nothing, a mitigation that fails lets the run fail with what the stage had
/// failed with. Such code runs on threads of the pool; what does not end in time is left behind.
/// </para>
/// <para>A stage without conditions costs a look-up, and nothing is allocated.</para>
/// </remarks>
public sealed partial class RiskRegistry<TContext> : IStageRisks<TContext>
{
    private readonly ConditionalWeakTable<RunInfo, RunMitigations> _runs = [];
    private readonly CallGuard _guard = new();
    private readonly RiskTotals _totals = new();
    private readonly RiskSettings _settings;
    private readonly MitigationHistory _history;
    private RiskState<TContext> _state = RiskState<TContext>.Empty;
    private long _lastOrder;
    private long _unmatched;

    /// <summary>Makes a registry without risks.</summary>
    /// <param name="options">How it works; null, the default, for the defaults.</param>
    /// <exception cref="ArgumentException">Options cannot work: the message lists all errors.</exception>
    public RiskRegistry(RiskRegistryOptions? options = null)
    {
        _settings = new(options ?? new());
        _history = new(_settings.HistoryLimit);
    }

    /// <summary>The name in messages.</summary>
    public string Name => _settings.Name;

    private RiskState<TContext> State => Volatile.Read(ref _state);

    /// <summary>The risk with an id; null if there is none.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public RiskDefinition<TContext>? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return State.Find(id)?.Risk;
    }

    /// <summary>What is registered and was counted so far.</summary>
    public RiskRegistrySnapshot Snapshot()
    {
        RiskState<TContext> state = State;
        return new()
        {
            Name = Name,
            Version = state.Version,
            Risks = [.. state.Risks.Select(entry => Describe(state, entry))],
            Categories = _totals.ReadCategories(),
            Severities = _totals.ReadSeverities(),
            Mitigations = [.. state.Mitigations.Keys.Union(BuiltInMitigations<TContext>.Names).Order(StringComparer.Ordinal)],
            DefaultMitigations = Enum.GetValues<RiskSeverity>().ToDictionary(static it => it, it => state.BySeverity[(int)it]),
            Unmatched = Interlocked.Read(ref _unmatched),
            LeftBehind = _guard.LeftBehind,
            History = _history.ToList(),
        };
    }

    /// <summary>The name, and how many risks there are.</summary>
    public override string ToString() => $"{Name} ({State.Risks.Count} risks)";

    private static RiskSnapshot Describe(RiskState<TContext> state, RiskEntry<TContext> entry) =>
        new(entry.Risk, entry.Risk.HasCondition, state.MitigationOf(entry.Risk, entry.Risk.Mitigation).Name, entry.Counters.Read());
}
