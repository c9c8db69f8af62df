namespace Resilience.Risks;

/// <summary>The risks of one stage.</summary>
internal sealed class StageRisks<TContext>
{
    /// <summary>Chooses those of a stage, or of a branch and the group that it is in.</summary>
    public StageRisks(IEnumerable<RiskEntry<TContext>> all, string stage, string? group = null)
    {
        RiskEntry<TContext>[] applicable =
            [.. all.Where(entry => entry.Risk.AppliesTo(stage) || (group is not null && entry.Risk.AppliesTo(group)))];
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
