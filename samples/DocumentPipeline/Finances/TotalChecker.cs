using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Finances;

/// <summary>
/// Adds up the columns of a table whose row says that it is a total, and the rows of one whose column says so. Of the sums that a total
/// may stand for (the rows since the last total, all rows that are no totals, the totals before) the closest one counts.
/// </summary>
internal static class TotalChecker
{
    private static readonly string[] _notAdditive =
        ["average", "mean", "rate", "unit", "capita", "promedio", "media", "tasa", "unitario", "year", "ano", "pagina", "page", "meta"];

    /// <summary>The checks of a table.</summary>
    public static IEnumerable<TotalCheck> Check(FigureTable table) =>
        table.Columns.Where(column => IsAdditive(table, column)).SelectMany(column => Column(table, column)).Concat(RowTotals(table));

    private static IEnumerable<TotalCheck> Column(FigureTable table, int column)
    {
        var section = new List<Figure>();
        var details = new List<Figure>();
        var totals = new List<Figure>();
        for (int i = 0; i < table.Rows.Count; i++)
        {
            (string label, Figure?[] cells) = table.Rows[i];
            Figure? cell = cells[column];
            if (!Subjects.IsTotal(label))
            {
                if (cell is { } detail)
                {
                    section.Add(detail);
                    details.Add(detail);
                }

                continue;
            }

            if (cell is { } stated && (!stated.IsPercent || Math.Abs(stated.Value - 100) <= 1))
            {
                // A total at the head of its table stands above its parts.
                List<Figure>[] parts = details.Count == 0 ? [Below(table, column, i + 1)] : [section, details, totals];
                if (Compare(table, stated, parts) is var (computed, verdict))
                {
                    yield return new TotalCheck(
                        table.Index, table.Page, label, table.HeaderOf(column), stated.Value, computed, verdict);
                }

                totals.Add(stated);
            }

            section = [];
        }
    }

    private static List<TotalCheck> RowTotals(FigureTable table)
    {
        int total = table.Columns.LastOrDefault(column => Subjects.IsTotal(table.Headers[column] ?? ""), -1);
        List<int> parts = [.. table.Columns.Where(column => column != total && !Subjects.IsTotal(table.Headers[column] ?? ""))];
        if (total < 0 || parts.Count < 2 || table.Rows.Any(row => parts.Exists(column => row.Cells[column] is { IsPercent: true })))
        {
            return [];
        }

        List<TotalCheck> checks = [];
        foreach ((string label, Figure?[] cells) in table.Rows)
        {
            List<Figure> figures = [.. parts.Select(column => cells[column]).OfType<Figure>()];
            if (cells[total] is { } stated && Compare(table, stated, [figures]) is var (computed, verdict))
            {
                checks.Add(new TotalCheck(table.Index, table.Page, label, table.HeaderOf(total), stated.Value, computed, verdict));
            }
        }

        // Columns that are no parts of the total would make all rows differ; years are parts.
        bool areYears = parts.TrueForAll(column => (table.Headers[column] ?? "").Any(char.IsAsciiDigit));
        int differing = checks.Count(static check => check.Verdict == TotalVerdict.Differs);
        return areYears || 2 * differing < checks.Count ? checks : [];
    }

    private static List<Figure> Below(FigureTable table, int column, int first) =>
        [.. table.Rows
            .Skip(first)
            .TakeWhile(static row => !Subjects.IsTotal(row.Label))
            .Select(row => row.Cells[column])
            .OfType<Figure>()];

    private static (decimal Computed, TotalVerdict Verdict)? Compare(FigureTable table, Figure stated, List<Figure>[] candidates)
    {
        List<Figure>? closest = candidates
            .Where(static parts => parts.Count >= 2)
            .MinBy(parts => Math.Abs(parts.Sum(static part => part.Value) - stated.Value));
        if (closest is null)
        {
            return null;
        }

        decimal computed = closest.Sum(static part => part.Value);
        int decimals = Math.Min(10, closest.Append(stated).Max(static part => part.Decimals));
        bool isRounded = decimals > 0 || stated.IsPercent || table.Unit is { Scale: > 1 };
        decimal unit = 1m / (decimal)Math.Pow(10, decimals);
        decimal difference = Math.Abs(computed - stated.Value);
        TotalVerdict verdict = difference == 0
            ? TotalVerdict.Matches
            : isRounded && difference <= unit * (closest.Count + 1) / 2 ? TotalVerdict.Rounding : TotalVerdict.Differs;
        return (computed, verdict);
    }

    private static bool IsAdditive(FigureTable table, int column) =>
        !Tokens.Of(table.Headers[column] ?? "").Exists(static token => _notAdditive.Contains(Accents.Remove(token.Text)));
}
