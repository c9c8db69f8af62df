namespace DocumentPipeline.Model;

/// <summary>A total of a table, compared with the sum of its parts. Figures are in the table's unit.</summary>
/// <param name="Table">Index of the table among those in scope, from 0.</param>
/// <param name="Page">Page of the table, from 1.</param>
/// <param name="Row">Label of the total's row.</param>
/// <param name="Column">Label of the total's column.</param>
/// <param name="Stated">The total as stated.</param>
/// <param name="Computed">The sum of its parts.</param>
/// <param name="Verdict">Whether they agree.</param>
internal sealed record TotalCheck(
    int Table, int Page, string Row, string Column, decimal Stated, decimal Computed, TotalVerdict Verdict);
