using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that says which amounts do not fit together.</summary>
internal static class AuditSection
{
    private const int MaxAmounts = 40;

    /// <summary>Totals, conflicts, amounts and estimates.</summary>
    public static IEnumerable<ReportBlock> Of(FinancialAudit? audit)
    {
        yield return new HeadingBlock(2, "Financial audit");
        if (audit is null)
        {
            yield return new TextBlock("It was left out.");
            yield break;
        }

        List<TotalCheck> wrong = [.. audit.Totals.Where(static check => check.Verdict == TotalVerdict.Differs)];
        int rounded = audit.Totals.Count(static check => check.Verdict == TotalVerdict.Rounding);
        yield return new TextBlock(audit.IsEstimate
            ? "Only an estimate from the text: tables were left out of account."
            : $"{Numbers.Count(audit.TableCount, "table")} with figures; {Numbers.Count(audit.Totals.Count, "total")} checked, "
                + $"{Numbers.Of(wrong.Count)} not the sum of the parts, {Numbers.Of(rounded)} but for rounding.");
        if (wrong.Count > 0)
        {
            yield return new HeadingBlock(3, "Totals that do not add up");
            yield return new TableBlock(
                ["Page", "Row", "Column", "Stated", "Sum", "Difference"],
                [.. wrong.Select(static check => (string[])
                [
                    Numbers.Of(check.Page),
                    check.Row,
                    check.Column,
                    Numbers.Of(check.Stated),
                    Numbers.Of(check.Computed),
                    Numbers.Of(check.Stated - check.Computed),
                ])]);
        }

        if (audit.Conflicts.Count > 0)
        {
            yield return new HeadingBlock(3, "Differing amounts for what seems to be one thing");
            yield return new TableBlock(
                ["Of", "Amount", "Page", "Other amount", "Page"],
                [.. audit.Conflicts.Select(static conflict => (string[])
                [
                    conflict.Subject,
                    conflict.First,
                    Numbers.Of(conflict.FirstPage),
                    conflict.Second,
                    Numbers.Of(conflict.SecondPage),
                ])]);
        }

        foreach (ReportBlock block in Amounts(audit))
        {
            yield return block;
        }
    }

    private static IEnumerable<ReportBlock> Amounts(FinancialAudit audit)
    {
        if (audit.Estimates.Count > 0)
        {
            yield return new HeadingBlock(3, "Estimate from the text");
            yield return new TextBlock(
                "The budget lies between the largest amount and the sum of all that differ, if the text names it at all.");
            yield return new TableBlock(
                ["Currency", "Amounts", "Largest", "Sum of those that differ"],
                [.. audit.Estimates.Select(static estimate => (string[])
                [
                    estimate.Currency,
                    Numbers.Of(estimate.Count),
                    Numbers.Of(estimate.Largest),
                    Numbers.Of(estimate.SumOfDistinct),
                ])]);
        }

        if (audit.Amounts.Count > 0)
        {
            yield return new HeadingBlock(3, "Amounts in the text");
            yield return new TableBlock(
                ["Amount", "Value", "Of", "Page"],
                [.. audit.Amounts.Take(MaxAmounts).Select(static amount => (string[])
                [
                    amount.Text,
                    $"{Numbers.Of(amount.Value)} {amount.Currency}",
                    amount.Subject,
                    Numbers.Of(amount.Page),
                ])]);
        }

        if (audit.Amounts.Count > MaxAmounts || audit.IsCutShort)
        {
            string more = audit.IsCutShort ? " and more" : "";
            yield return new TextBlock($"There are more: {Numbers.Count(audit.Amounts.Count, "amount")}{more}.");
        }
    }
}
