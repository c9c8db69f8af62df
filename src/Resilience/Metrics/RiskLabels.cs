using System.Collections.Concurrent;
using System.Text.Json;
using Resilience.Risks;

namespace Resilience.Metrics;

/// <summary>
/// What is known of risks by their ids: what the user's lookup says, else what assessments have found. It remembers a bounded number of
/// risks.
/// </summary>
internal sealed class RiskLabels(Func<string, RiskDefinitionBase?>? lookup)
{
    private const string Unknown = "UNKNOWN";
    private const int MostRemembered = 4_096;

    private readonly ConcurrentDictionary<string, DetectedRisk> _seen = new(StringComparer.Ordinal);

    /// <summary>The word for a category, such as DATA_QUALITY.</summary>
    public static string WordOf(RiskCategory? category) =>
        category is { } known ? JsonNamingPolicy.SnakeCaseUpper.ConvertName(known.ToString()) : Unknown;

    public void Remember(RiskAssessment assessment)
    {
        foreach (DetectedRisk risk in assessment.Detected)
        {
            if (_seen.ContainsKey(risk.RiskId) || _seen.Count < MostRemembered)
                _seen[risk.RiskId] = risk;
        }
    }

    /// <summary>The category of a risk; null if it is not known.</summary>
    public RiskCategory? CategoryOf(string? riskId) => Lookup(riskId)?.Category ?? Seen(riskId)?.Category;

    /// <summary>The severity of a risk; null if it is not known.</summary>
    public RiskSeverity? SeverityOf(string? riskId) => Lookup(riskId)?.Severity ?? Seen(riskId)?.Severity;

    private RiskDefinitionBase? Lookup(string? riskId) => riskId is null ? null : lookup?.Invoke(riskId);

    private DetectedRisk? Seen(string? riskId) => riskId is null ? null : _seen.GetValueOrDefault(riskId);
}
