namespace DocumentPipeline.Model;

/// <summary>Amounts of a document and what does not fit together.</summary>
/// <param name="TableCount">How many tables with figures were looked at.</param>
/// <param name="Totals">Every total that was checked, those that match too.</param>
/// <param name="Conflicts">Differing amounts for one thing.</param>
/// <param name="Amounts">Amounts in running text.</param>
/// <param name="Estimates">Estimates per currency from the text; empty when tables were audited.</param>
/// <param name="IsEstimate">Whether tables were left out of account.</param>
/// <param name="IsCutShort">Whether a cap of <see cref="Limits"/> was reached.</param>
internal sealed record FinancialAudit(
    int TableCount,
    IReadOnlyList<TotalCheck> Totals,
    IReadOnlyList<AmountConflict> Conflicts,
    IReadOnlyList<Amount> Amounts,
    IReadOnlyList<FinancialEstimate> Estimates,
    bool IsEstimate,
    bool IsCutShort);
