using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that says which rules of a municipal development plan are kept.</summary>
internal static class ValidationSection
{
    /// <summary>The rules with their results.</summary>
    public static IEnumerable<ReportBlock> Of(PlanValidation? validation)
    {
        yield return new HeadingBlock(2, "Rules of a development plan");
        if (validation is null)
        {
            yield return new TextBlock("They were left out.");
            yield break;
        }

        yield return new TextBlock(
            $"{validation.Count(RuleStatus.Passed)} of {Numbers.Count(validation.Rules.Count, "rule")} are kept. The rules look for the "
            + "parts of a plan by their words; whether a part is any good is for people to say.");
        yield return new TableBlock(
            ["Rule", "Asks for", "Result", "Reason", "Page", "Evidence"],
            [.. validation.Rules.Select(static rule => (string[])
            [
                rule.Rule,
                rule.Title,
                StatusOf(rule.Status),
                rule.Reason,
                rule.Page is { } page ? Numbers.Of(page) : "",
                rule.Evidence ?? "",
            ])]);
    }

    private static string StatusOf(RuleStatus status) => status switch
    {
        RuleStatus.Passed => "kept",
        RuleStatus.Partial => "in part",
        RuleStatus.Failed => "broken",
        _ => "not judged",
    };
}
