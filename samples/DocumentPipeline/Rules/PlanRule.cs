using DocumentPipeline.Model;

namespace DocumentPipeline.Rules;

/// <summary>A rule that a municipal development plan has to keep.</summary>
/// <param name="Id">Identifier, such as "PDM-01".</param>
/// <param name="Title">What it asks for.</param>
/// <param name="Judge">Judges a plan; the identifier and title of its verdict are filled in by the stage.</param>
internal sealed record PlanRule(string Id, string Title, Func<PlanText, Verdict> Judge)
{
    /// <summary>What comes of the rule for a plan.</summary>
    public RuleResult Apply(PlanText plan)
    {
        Verdict verdict = Judge(plan);
        return new RuleResult(Id, Title, verdict.Status, verdict.Reason, verdict.Evidence?.Page, verdict.Evidence?.Text);
    }
}
