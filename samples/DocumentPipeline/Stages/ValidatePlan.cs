using DocumentPipeline.Model;
using DocumentPipeline.Rules;

namespace DocumentPipeline.Stages;

/// <summary>DNP_VALIDATION: whether the document is what a municipal development plan has to be.</summary>
internal static class ValidatePlan
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="PlanInvalidException">Findings are required and a rule is broken.</exception>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        PlanValidation validation = Validate(context, cancellationToken);
        int failed = validation.Count(RuleStatus.Failed);
        return !context.Settings.RequireFindings || failed == 0
            ? ValueTask.FromResult(context with { Validation = validation })
            : throw new PlanInvalidException(
                $"{failed} of {validation.Rules.Count} rules {(failed == 1 ? "is" : "are")} broken: "
                + string.Join(", ", from rule in validation.Rules where rule.Status == RuleStatus.Failed select rule.Rule));
    }

    /// <summary>Stands in for the stage: notes the broken rules and goes on, whatever is required.</summary>
    public static ValueTask<DocumentContext> NoteAsync(DocumentContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(context with { Validation = Validate(context, cancellationToken) });

    private static PlanValidation Validate(DocumentContext context, CancellationToken cancellationToken)
    {
        var plan = new PlanText(context, cancellationToken);
        return new PlanValidation([.. PlanRules.All.Select(rule => rule.Apply(plan))]);
    }
}
