using DocumentPipeline.Model;

namespace DocumentPipeline.Finances;

/// <summary>Estimates from amounts in text.</summary>
internal static class Estimates
{
    /// <summary>One for each currency, by its code.</summary>
    public static IReadOnlyList<FinancialEstimate> Of(IReadOnlyList<Amount> amounts) =>
        [.. amounts
            .GroupBy(static amount => amount.Currency)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(static group => new FinancialEstimate(
                group.Key,
                group.Count(),
                group.Max(static amount => amount.Value),
                group.Select(static amount => amount.Value).Distinct().Aggregate(0m, Add)))];

    private static decimal Add(decimal sum, decimal value) => sum > decimal.MaxValue - value ? decimal.MaxValue : sum + value;
}
