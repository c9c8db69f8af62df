namespace DocumentPipeline.Model;

/// <summary>What came of a rule.</summary>
/// <param name="Rule">Identifier, such as "PDM-01".</param>
/// <param name="Title">What the rule asks for.</param>
/// <param name="Status">How it was kept.</param>
/// <param name="Reason">Why it was judged so.</param>
/// <param name="Page">Page of the evidence, from 1; null if there is none.</param>
/// <param name="Evidence">Heading or sentence that was found; null if there is none.</param>
internal sealed record RuleResult(string Rule, string Title, RuleStatus Status, string Reason, int? Page = null, string? Evidence = null);
