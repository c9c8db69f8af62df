using System.Text.RegularExpressions;
using DocumentPipeline.Model;

namespace DocumentPipeline.Finances;

/// <summary>
/// Finds differing amounts for what seems to be one thing: two sentences with the same subject, a sentence and a row of a table, the same
/// row and column of two tables. Amounts within half a percent of each other are the same, because prose rounds.
/// </summary>
internal sealed partial class ConflictFinder
{
    private const decimal Tolerance = 0.005m;

    private readonly Dictionary<string, List<(FigureTable Table, int Row)>> _rows = new(StringComparer.Ordinal);
    private readonly List<AmountConflict> _conflicts = [];

    private ConflictFinder(IEnumerable<FigureTable> tables)
    {
        foreach (FigureTable table in tables.Where(static table => table.Unit is not null))
        {
            for (int row = 0; row < table.Rows.Count; row++)
            {
                string key = string.Join(' ', Subjects.Stems(table.Rows[row].Label));
                if (key.Length > 0)
                {
                    Add(_rows, key, (table, row));
                }
            }
        }
    }

    /// <summary>The conflicts, at most <see cref="Limits.Conflicts"/>.</summary>
    public static IReadOnlyList<AmountConflict> Find(IEnumerable<FigureTable> tables, IReadOnlyList<Amount> amounts)
    {
        var finder = new ConflictFinder(tables);
        finder.CompareTables();
        finder.CompareAmounts([.. amounts.Where(IsOfWhole)]);
        return [.. finder._conflicts.Distinct().Take(Limits.Conflicts)];
    }

    private void CompareTables()
    {
        foreach ((string key, List<(FigureTable Table, int Row)> rows) in _rows)
        {
            var seen = new Dictionary<string, (FigureTable Table, Figure Figure)>(StringComparer.Ordinal);
            foreach ((FigureTable table, int row) in rows)
            {
                foreach (int column in table.Columns)
                {
                    string header = $"{table.HeaderOf(column)} {table.Unit!.Currency} {Subjects.IsTotal(table.Rows[row].Label)}";
                    if (table.Rows[row].Cells[column] is not { IsPercent: false } figure
                        || seen.TryAdd(header, (table, figure))
                        || seen[header].Table == table)
                    {
                        continue;
                    }

                    (FigureTable other, Figure first) = seen[header];
                    if (!AreSame(first.Value * other.Unit!.Scale, figure.Value * table.Unit.Scale))
                    {
                        _conflicts.Add(new AmountConflict(
                            $"{table.Rows[row].Label}, {table.HeaderOf(column)}",
                            other.Unit.Describe(first.Value),
                            other.Page,
                            table.Unit.Describe(figure.Value),
                            table.Page));
                    }
                }
            }
        }
    }

    private void CompareAmounts(List<Amount> amounts)
    {
        var seen = new Dictionary<string, List<Amount>>(StringComparer.Ordinal);
        foreach (Amount amount in amounts)
        {
            string[] stems = Subjects.Stems(amount.Subject);
            if (stems.Length == 0)
            {
                continue;
            }

            if (!CompareWithRows(amount, stems))
            {
                CompareWithText(seen, amount, $"{string.Join(' ', stems)} {amount.Currency} {YearsOf(amount.Sentence)}");
            }
        }
    }

    private void CompareWithText(Dictionary<string, List<Amount>> seen, Amount amount, string key)
    {
        if (!seen.TryGetValue(key, out List<Amount>? others))
        {
            Add(seen, key, amount);
        }
        else if (!others.Exists(other => AreSame(other.Value, amount.Value)) && others.Count < Limits.NodeCandidates)
        {
            _conflicts.Add(new AmountConflict(amount.Subject, others[0].Text, others[0].Page, amount.Text, amount.Page));
            others.Add(amount);
        }
    }

    // The label may be a part of the subject: "the budget of the education office" is about "education".
    private bool CompareWithRows(Amount amount, string[] stems)
    {
        foreach (string key in KeysOf(stems))
        {
            if (!_rows.TryGetValue(key, out List<(FigureTable Table, int Row)>? rows))
            {
                continue;
            }

            List<(FigureTable Table, int Row)> comparable = rows.FindAll(row => row.Table.Unit!.Currency == amount.Currency);
            var figures = comparable
                .SelectMany(static row => row.Table.Columns
                    .Select(column => row.Table.Rows[row.Row].Cells[column])
                    .Where(static figure => figure is { IsPercent: false })
                    .Select(figure => (row.Table, row.Row, figure!.Value.Value)))
                .ToList();
            if (figures.Count == 0)
            {
                continue;
            }

            if (!figures.Exists(figure => AreSame(figure.Value * figure.Table.Unit!.Scale, amount.Value)))
            {
                (FigureTable table, int row, decimal value) = figures[^1];
                _conflicts.Add(new AmountConflict(
                    table.Rows[row].Label, amount.Text, amount.Page, table.Unit!.Describe(value), table.Page));
            }

            return true;
        }

        return false;
    }

    // All of the stems, or all but one or two of them, the longest first.
    private static IEnumerable<string> KeysOf(string[] stems)
    {
        yield return string.Join(' ', stems);
        for (int i = 0; i < stems.Length && stems.Length >= 2; i++)
        {
            yield return string.Join(' ', stems.Where((_, index) => index != i));
        }

        for (int i = 0; i < stems.Length && stems.Length >= 4; i++)
        {
            for (int j = i + 1; j < stems.Length; j++)
            {
                yield return string.Join(' ', stems.Where((_, index) => index != i && index != j));
            }
        }
    }

    // "800 million for meters" is a part of what it is said of.
    private static bool IsOfWhole(Amount amount)
    {
        int end = amount.Sentence.IndexOf(amount.Text, StringComparison.Ordinal) + amount.Text.Length;
        return !PartOf().IsMatch(amount.Sentence[end..]);
    }

    private static string YearsOf(string sentence) =>
        string.Join(' ', Year().Matches(sentence).Select(static match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static bool AreSame(decimal a, decimal b) => Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    private static void Add<T>(Dictionary<string, List<T>> lists, string key, T item)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }

    [GeneratedRegex(@"^\s*(?:for|to|per|a\s+year|para|por|al\s+año|anual)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PartOf();

    [GeneratedRegex(@"\b(?:19|20)[0-9]{2}\b")]
    private static partial Regex Year();
}
