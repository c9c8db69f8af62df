using DocumentPipeline.Finances;
using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>Stands in for FINANCIAL_AUDIT: what the amounts in the text suggest, without any table.</summary>
internal static class EstimateFinances
{
    /// <summary>Runs it.</summary>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        (List<Amount> amounts, bool isCutShort) = FinanceReader.Amounts(context, cancellationToken);
        return ValueTask.FromResult(context with
        {
            Audit = new FinancialAudit(
                TableCount: 0, [], ConflictFinder.Find([], amounts), amounts, Estimates.Of(amounts), IsEstimate: true, isCutShort),
        });
    }
}
