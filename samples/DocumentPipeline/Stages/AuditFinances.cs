using DocumentPipeline.Finances;
using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>FINANCIAL_AUDIT: totals that do not add up, and differing amounts for one thing.</summary>
internal static class AuditFinances
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="MissingFinancialDataException">Findings are required and no table has figures.</exception>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<FigureTable> tables = FinanceReader.Tables(context);
        if (context.Settings.RequireFindings && tables.Count == 0)
        {
            throw new MissingFinancialDataException("No table with figures was found.");
        }

        (List<Amount> amounts, bool isCutShort) = FinanceReader.Amounts(context, cancellationToken);
        return ValueTask.FromResult(context with
        {
            Audit = new FinancialAudit(
                tables.Count,
                [.. tables.SelectMany(TotalChecker.Check)],
                ConflictFinder.Find(tables, amounts),
                amounts,
                tables.Count == 0 ? Estimates.Of(amounts) : [],
                IsEstimate: false,
                isCutShort),
        });
    }
}
