using System.Collections.Frozen;
using DocumentPipeline.Text;

namespace DocumentPipeline.Finances;

/// <summary>What an amount is said of, as far as words tell.</summary>
internal static class Subjects
{
    private const int MaxWords = 8;

    private static readonly FrozenSet<string> _filling = FrozenSet.ToFrozenSet(
        ("a about al alcanza alcanzan all amount amounts an and approximately are around as asciende ascienden at be been by con "
        + "cost costs cuesta cuestan de del destina destinan e el en es for from gets get had has have in invests invierte is its "
        + "la las lo los more of on or out para plan por reach reaches recibe reciben receive receives se será serán ser son "
        + "spend spends su suma suman sum sus take takes tiene the their this to total totales totals un una up valor was were "
        + "which will with worth y").Split(' '),
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> _totals = FrozenSet.ToFrozenSet(
        ["total", "totals", "totales", "subtotal", "subtotals", "subtotales", "sum", "suma"], StringComparer.Ordinal);

    /// <summary>The words of the clause before a place in a sentence; if there are none, those of the clauses before.</summary>
    public static string Before(string sentence, int index)
    {
        string before = sentence[..index];
        int clause = before.AsSpan().TrimEnd(" ,;:(").LastIndexOfAny(";:,") + 1;
        List<Token> tokens = Content(before[clause..]);
        if (tokens.Count == 0 && clause > 0)
        {
            tokens = Content(before);
        }

        return string.Join(' ', tokens.TakeLast(MaxWords).Select(static token => token.Text));
    }

    /// <summary>Stems of what a subject or label is about, sorted, each once.</summary>
    public static string[] Stems(string subject) =>
        [.. Content(subject).Select(static token => Stem.Of(token.Text)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a label says that it is a total.</summary>
    public static bool IsTotal(string label) => Tokens.Of(label).Exists(static token => _totals.Contains(token.Text));

    private static List<Token> Content(string text) =>
        Tokens.Of(text).FindAll(static token => char.IsLetter(token.Text[0]) && !_filling.Contains(token.Text));
}
