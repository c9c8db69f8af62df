using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Resilience.Risks;

/// <summary>
/// All that is registered, at one moment. What changes it makes another one, so that whoever has it sees one list throughout.
/// </summary>
internal sealed class RiskState<TContext>
{
    // Names of stages come from pipelines, of which there are few; a bound all the same, for those who make up names.
    private const int MostStages = 1024;

    private readonly ConcurrentDictionary<string, StageRisks<TContext>> _stages = new(StringComparer.Ordinal);

    private RiskState(
        long version,
        ImmutableList<RiskEntry<TContext>> risks,
        ImmutableDictionary<string, RegisteredMitigation<TContext>> mitigations,
        ImmutableArray<string> bySeverity)
    {
        Version = version;
        Risks = risks;
        Mitigations = mitigations;
        BySeverity = bySeverity;
    }

    public static RiskState<TContext> Empty { get; } = new(
        0,
        [],
        ImmutableDictionary.Create<string, RegisteredMitigation<TContext>>(StringComparer.Ordinal),
        [.. BuiltInMitigations<TContext>.BySeverity]);

    public long Version { get; }

    /// <summary>In the order in which they were registered.</summary>
    public ImmutableList<RiskEntry<TContext>> Risks { get; }

    /// <summary>Those that users have registered.</summary>
    public ImmutableDictionary<string, RegisteredMitigation<TContext>> Mitigations { get; }

    /// <summary>The names of mitigations of risks that name none, the lowest severity first.</summary>
    public ImmutableArray<string> BySeverity { get; }

    public StageRisks<TContext> At(string stage)
    {
        if (_stages.TryGetValue(stage, out StageRisks<TContext>? risks))
            return risks;
        risks = new(Risks, stage);
        return _stages.Count < MostStages ? _stages.GetOrAdd(stage, risks) : risks;
    }

    /// <summary>
    /// Those of the stage that failed. Where that is a branch, the stage is the group that it is in, whose risks count too.
    /// </summary>
    public StageRisks<TContext> After(StageContext stage, StageFailure failure) => failure.Stage.Name == stage.Stage.Name
        ? At(stage.Stage.Name)
        : new(Risks, failure.Stage.Name, stage.Stage.Name);

    public RiskEntry<TContext>? Find(string id) => Risks.Find(entry => entry.Risk.Id == id);

    /// <summary>
    /// What is to be done about a risk, or, without one, about a failure: what is wanted, or what is done about risks of this severity.
    /// </summary>
    public RegisteredMitigation<TContext> MitigationOf(RiskDefinitionBase? risk, string? wanted)
    {
        RegisteredMitigation<TContext>? found = wanted is null ? null : FindMitigation(wanted);
        if (found is null && risk is not null)
        {
            int severity = (int)risk.Severity;
            found = FindMitigation(BySeverity[severity]) ?? FindMitigation(BuiltInMitigations<TContext>.BySeverity[severity]);
        }

        return found ?? FindMitigation(MitigationNames.Fail)!;
    }

    public RiskState<TContext> WithRisks(ImmutableList<RiskEntry<TContext>> risks) => new(Version + 1, risks, Mitigations, BySeverity);

    public RiskState<TContext> WithMitigations(ImmutableDictionary<string, RegisteredMitigation<TContext>> mitigations) =>
        new(Version + 1, Risks, mitigations, BySeverity);

    public RiskState<TContext> WithDefault(RiskSeverity severity, string mitigation) =>
        new(Version + 1, Risks, Mitigations, BySeverity.SetItem((int)severity, mitigation));

    private RegisteredMitigation<TContext>? FindMitigation(string name) =>
        Mitigations.GetValueOrDefault(name) ?? BuiltInMitigations<TContext>.Find(name);
}
