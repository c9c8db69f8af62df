namespace Resilience.Risks;

/// <summary>A risk in a registry.</summary>
internal sealed class RiskEntry<TContext>
{
    private readonly RiskTotals _totals;

    public RiskEntry(RiskDefinition<TContext> risk, long order, RiskCounters counters, RiskTotals totals)
    {
        Risk = risk;
        Order = order;
        Counters = counters;
        _totals = totals;
    }

    public RiskDefinition<TContext> Risk { get; }

    /// <summary>When it was registered: what is replaced keeps its place.</summary>
    public long Order { get; }

    public RiskCounters Counters { get; }

    /// <summary>Where to count: the risk, its category and its severity.</summary>
    public IEnumerable<RiskCounters> AllCounters => [Counters, _totals.Of(Risk.Category), _totals.Of(Risk.Severity)];

    /// <summary>The same risk, described anew.</summary>
    public RiskEntry<TContext> With(RiskDefinition<TContext> risk) => new(risk, Order, Counters, _totals);

    public DetectedRisk Detected(RiskFinding finding)
    {
        string description = Risk.Description.Length > 0 ? Risk.Description : Risk.Name;
        return new(Risk.Id, Risk.Severity, finding.Message ?? description) { Name = Risk.Name, Category = Risk.Category };
    }

    public FailedCondition Failed(Exception exception) =>
        new(Risk.Id, Risk.Severity, exception) { Name = Risk.Name, Category = Risk.Category };
}
