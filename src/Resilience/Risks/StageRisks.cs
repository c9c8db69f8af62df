namespace Resilience.Risks;

/// <summary>The risks of one stage.</summary>
internal sealed class StageRisks<TContext>
{
    public StageRisks(IEnumerable<RiskEntry<TContext>> all, string stage)
    {
        RiskEntry<TContext>[] applicable = [.. all.Where(entry => entry.Risk.AppliesTo(stage))];
        Assessable = [.. applicable.Where(static entry => entry.Risk.HasCondition)];
        ByPrecedence =
        [
            .. applicable
                .Where(static entry => entry.Risk.Failures.Count > 0)
                .OrderBy(static entry => entry.Risk.AppliesToAllStages)
                .ThenByDescending(static entry => entry.Risk.Severity)
                .ThenBy(static entry => entry.Order),
        ];
    }

    /// <summary>Those with a condition, in the order in which they were registered.</summary>
    public RiskEntry<TContext>[] Assessable { get; }

    /// <summary>Those that failures may match: of two matches that are equally specific, that of the earlier one here wins.</summary>
    public RiskEntry<TContext>[] ByPrecedence { get; }
}
