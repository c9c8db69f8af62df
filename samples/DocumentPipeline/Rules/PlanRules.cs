using System.Text.RegularExpressions;
using DocumentPipeline.Finances;
using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Rules;

/// <summary>
/// The rules, after what the national planning department (DNP) asks of a municipal development plan. They look for the parts of a plan by
/// their words; whether a part is any good is for people to say.
/// </summary>
internal static class PlanRules
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlanRule> All { get; } =
    [
        new("PDM-01", "It has a diagnosis", static plan => Part(plan, RuleWords.Diagnosis(), "diagnosis")),
        new("PDM-02", "It has a strategic part", static plan => Part(plan, RuleWords.Strategy(), "strategic part")),
        new("PDM-03", "It has an investment plan with figures", InvestmentPlan),
        new("PDM-04", "It has goals that can be counted", static plan => Measured(plan, RuleWords.Goal(), "goals")),
        new("PDM-05", "Goals have indicators",
            static plan => Together(plan, RuleWords.Indicator(), RuleWords.Goal(), "indicators", "goals")),
        new("PDM-06", "Indicators have a base line",
            static plan => Together(plan, RuleWords.BaseLine(), RuleWords.Indicator(), "base lines", "indicators")),
        new("PDM-07", "It covers a term of four years", PeriodRule.Judge),
        new("PDM-08", "It says how it is monitored", static plan => Part(plan, RuleWords.Monitoring(), "monitoring")),
        new("PDM-09", "It names its sources of revenue", Sources),
        new("PDM-10", "Citizens took part", static plan => Mentioned(plan, RuleWords.Participation(), "participation")),
        new("PDM-11", "It says who is in charge", InCharge),
        new("PDM-12", "Its totals add up", Totals),
    ];

    private static Verdict Part(PlanText plan, Regex words, string name)
    {
        if (plan.Heading(words) is { } heading)
        {
            return Verdict.Passed($"A section is about it: {name}.", heading);
        }

        return plan.SentenceWith(words) is { } sentence
            ? Verdict.Partial($"It is mentioned, but has no section with text of its own: {name}.", sentence)
            : Verdict.Failed($"Nothing was found: {name}.");
    }

    private static Verdict Mentioned(PlanText plan, Regex words, string name) =>
        (plan.Heading(words) ?? plan.SentenceWith(words)) is { } sentence
            ? Verdict.Passed($"It is mentioned: {name}.", sentence)
            : Verdict.Failed($"Nothing was found: {name}.");

    private static Verdict Measured(PlanText plan, Regex words, string name)
    {
        if (plan.TableWith(words) is { } table)
        {
            return Verdict.Passed($"A table states them: {name}.", TablePlace(table));
        }

        if (plan.SentenceWith(words, RuleWords.Number()) is { } sentence)
        {
            return Verdict.Passed($"They are stated with numbers: {name}.", sentence);
        }

        return (plan.SentenceWith(words) ?? plan.Heading(words)) is { } place
            ? Verdict.Partial($"They are mentioned, but without numbers: {name}.", place)
            : Verdict.Failed($"Nothing was found: {name}.");
    }

    private static Verdict Together(PlanText plan, Regex words, Regex others, string name, string otherName)
    {
        if (plan.TableWith(words) is { } table)
        {
            return Verdict.Passed($"A table states them: {name}.", TablePlace(table));
        }

        if (plan.SentenceWith(words, others) is { } sentence)
        {
            return Verdict.Passed($"They are spoken of together with {otherName}: {name}.", sentence);
        }

        return (plan.SentenceWith(words) ?? plan.Heading(words)) is { } place
            ? Verdict.Partial($"They are mentioned, but not together with {otherName}: {name}.", place)
            : Verdict.Failed($"Nothing was found: {name}.");
    }

    private static Verdict InvestmentPlan(PlanText plan)
    {
        Sentence? heading = plan.Heading(RuleWords.Investment());
        FigureTable? table = plan.TableWith(RuleWords.Investment()) ?? plan.Tables.FirstOrDefault(static table => table.Unit is not null);
        if (heading is not null && table is not null)
        {
            return Verdict.Passed("A section is about it, and a table has its figures.", heading);
        }

        if ((heading ?? plan.SentenceWith(RuleWords.Investment())) is not { } place)
        {
            return Verdict.Failed("Nothing was found about investment or budget.");
        }

        return Verdict.Partial(table is null ? "There is no table with its figures." : "It has no section of its own.", place);
    }

    private static Verdict Sources(PlanText plan)
    {
        foreach (FigureTable table in plan.Tables)
        {
            if (table.Rows.FirstOrDefault(static row => RuleWords.Source().IsMatch(PlanText.Folded(row.Label))).Label is { } label)
            {
                return Verdict.Passed("A table lists them.", new Sentence(label, table.Page));
            }
        }

        return plan.SentenceWith(RuleWords.Source()) is { } sentence
            ? Verdict.Partial("They are mentioned, but no table lists them.", sentence)
            : Verdict.Failed("No source of revenue was found.");
    }

    private static Verdict InCharge(PlanText plan) => plan.TableWith(RuleWords.Charge()) is { } table
        ? Verdict.Passed("A table names them.", TablePlace(table))
        : Mentioned(plan, RuleWords.Charge(), "offices in charge");

    private static Verdict Totals(PlanText plan)
    {
        if (plan.Audit is not { Totals.Count: > 0 } audit)
        {
            return new Verdict(RuleStatus.NotJudged, "No total could be checked.");
        }

        return audit.Totals.FirstOrDefault(static check => check.Verdict == TotalVerdict.Differs) is { } wrong
            ? Verdict.Failed(
                $"{audit.Totals.Count(static check => check.Verdict == TotalVerdict.Differs)} of {audit.Totals.Count} totals do not.",
                new Sentence($"{wrong.Row}, {wrong.Column}", wrong.Page))
            : Verdict.Passed($"{audit.Totals.Count} were checked.", new Sentence(audit.Totals[0].Row, audit.Totals[0].Page));
    }

    private static Sentence TablePlace(FigureTable table) =>
        new(string.Join(", ", table.Headers.Where(static header => !string.IsNullOrEmpty(header))), table.Page);
}
