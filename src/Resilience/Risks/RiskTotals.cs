namespace Resilience.Risks;

/// <summary>Counts by category and severity: they keep what risks that were removed have added.</summary>
internal sealed class RiskTotals
{
    private readonly RiskCounters[] _byCategory = Make<RiskCategory>();
    private readonly RiskCounters[] _bySeverity = Make<RiskSeverity>();

    public RiskCounters Of(RiskCategory category) => _byCategory[(int)category];

    public RiskCounters Of(RiskSeverity severity) => _bySeverity[(int)severity];

    public IReadOnlyDictionary<RiskCategory, RiskStatistics> ReadCategories() =>
        Enum.GetValues<RiskCategory>().ToDictionary(static it => it, it => Of(it).Read());

    public IReadOnlyDictionary<RiskSeverity, RiskStatistics> ReadSeverities() =>
        Enum.GetValues<RiskSeverity>().ToDictionary(static it => it, it => Of(it).Read());

    private static RiskCounters[] Make<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(static _ => new RiskCounters())];
}
