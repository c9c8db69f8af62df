using System.Collections.Concurrent;
using Resilience.Risks;

namespace Resilience.Metrics;

/// <summary>
/// What is known of risks by their ids: what the user's lookup says, else the severity that an assessment has found. It remembers a bounded
/// number of risks.
/// </summary>
internal sealed class RiskLabels(Func<string, RiskLabel?>? lookup)
{
    public const string Unknown = "UNKNOWN";
    private const int MostRemembered = 4_096;

    private readonly ConcurrentDictionary<string, RiskSeverity> _seen = new(StringComparer.Ordinal);

    public void Remember(DetectedRisk risk)
    {
        if (_seen.ContainsKey(risk.RiskId) || _seen.Count < MostRemembered)
            _seen[risk.RiskId] = risk.Severity;
    }

    /// <summary>The category of a risk; a word of its own for none that is known.</summary>
    public string CategoryOf(string? riskId) => Lookup(riskId)?.Category ?? Unknown;

    /// <summary>The severity of a risk; null if it is not known.</summary>
    public RiskSeverity? SeverityOf(string? riskId)
    {
        if (Lookup(riskId) is { } label)
            return label.Severity;
        return riskId is not null && _seen.TryGetValue(riskId, out RiskSeverity severity) ? severity : null;
    }

    private RiskLabel? Lookup(string? riskId) => riskId is null ? null : lookup?.Invoke(riskId);
}
