using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Finances;

/// <summary>Reads tables with figures and amounts in text from a context.</summary>
internal static class FinanceReader
{
    /// <summary>The tables with figures, each with the unit that its header or the text before it states.</summary>
    public static List<FigureTable> Tables(DocumentContext context)
    {
        Dictionary<int, MoneyUnit> captions = Captions(context.LinesInScope());
        return context.TablesInScope()
            .Select((table, index) => FigureTable.Of(
                index, table, captions.GetValueOrDefault(table.Page) ?? captions.GetValueOrDefault(table.Page - 1)))
            .OfType<FigureTable>()
            .ToList();
    }

    /// <summary>The amounts in running text, and whether there were more than can be kept.</summary>
    public static (List<Amount> Amounts, bool IsCutShort) Amounts(DocumentContext context, CancellationToken cancellationToken)
    {
        var amounts = new List<Amount>();
        foreach (Passage passage in Passages.Of(context.LinesInScope()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            amounts.AddRange(passage.Sentences.SelectMany(AmountReader.Read));
            if (amounts.Count > Limits.Amounts)
            {
                return (amounts[..Limits.Amounts], true);
            }
        }

        return (amounts, false);
    }

    // The last caption of a page: a table stands below its caption. Captions run over lines, so each is read with the one before it.
    private static Dictionary<int, MoneyUnit> Captions(IReadOnlyList<Line> lines)
    {
        var captions = new Dictionary<int, MoneyUnit>();
        string previous = "";
        foreach (Line line in lines)
        {
            string text = $"{previous} {line.Text}";
            previous = Tail(line.Text);
            foreach (string sentence in Pieces(text))
            {
                if (MoneyUnit.FromCaption(sentence) is { } unit)
                {
                    captions[line.Page] = unit;
                }
            }
        }

        return captions;
    }

    private static string Tail(string text) => text.Length <= Limits.SentenceLength ? text : text[^Limits.SentenceLength..];

    private static IEnumerable<string> Pieces(string text) => SentenceSplitter.Split(text).Select(static sentence => sentence.Text);
}
