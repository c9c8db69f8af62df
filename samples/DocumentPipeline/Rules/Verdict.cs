using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Rules;

/// <summary>How a rule was kept.</summary>
/// <param name="Status">Whether it was.</param>
/// <param name="Reason">Why it was judged so.</param>
/// <param name="Evidence">What was found, if anything.</param>
internal sealed record Verdict(RuleStatus Status, string Reason, Sentence? Evidence = null)
{
    /// <summary>The rule is kept.</summary>
    public static Verdict Passed(string reason, Sentence evidence) => new(RuleStatus.Passed, reason, evidence);

    /// <summary>The rule is kept in part.</summary>
    public static Verdict Partial(string reason, Sentence evidence) => new(RuleStatus.Partial, reason, evidence);

    /// <summary>The rule is broken.</summary>
    public static Verdict Failed(string reason, Sentence? evidence = null) => new(RuleStatus.Failed, reason, evidence);
}
