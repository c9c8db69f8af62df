namespace DocumentPipeline.Model;

/// <summary>Whether the document is what a municipal development plan has to be.</summary>
/// <param name="Rules">Every rule with its result, in fixed order.</param>
internal sealed record PlanValidation(IReadOnlyList<RuleResult> Rules)
{
    /// <summary>How many rules have this status.</summary>
    public int Count(RuleStatus status) => Rules.Count(rule => rule.Status == status);
}
