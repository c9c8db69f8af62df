using System.Text.RegularExpressions;
using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Finances;

/// <summary>Finds amounts of money in sentences: a number with a currency before or behind it.</summary>
internal static partial class AmountReader
{
    /// <summary>The amounts of a sentence.</summary>
    public static IEnumerable<Amount> Read(Sentence sentence)
    {
        foreach (Match match in Pattern().Matches(sentence.Text))
        {
            string before = match.Groups["before"].Value;
            string currency = before.Length > 0 ? before : match.Groups["behind"].Value;
            if (currency.Length == 0 || !NumberText.TryParse(match.Groups["number"].Value, out decimal figure, out _))
            {
                continue;
            }

            var unit = MoneyUnit.Of(match.Groups["scale"].Value, currency);
            yield return new Amount(
                figure * unit.Scale,
                unit.Currency,
                match.Value.Trim(),
                Subjects.Before(sentence.Text, match.Index),
                sentence.Page,
                sentence.Text);
        }
    }

    [GeneratedRegex(
        @"(?:(?<before>" + MoneyUnit.CurrencyPattern + @")\s?)?"
        + @"(?<![\p{L}\p{Nd}.,])"
        + @"(?<number>[0-9]{1,3}(?:[.,'’ ][0-9]{3})+(?![0-9])(?:[.,][0-9]{1,6})?|[0-9]{1,20}(?:[.,][0-9]{1,6})?)(?![0-9])"
        + @"(?:\s?(?<scale>" + MoneyUnit.ScalePattern + @")(?!\p{L}))?"
        + @"(?:\s?(?:de\s+|of\s+)?(?<behind>" + MoneyUnit.CurrencyPattern + @")(?!\p{L}))?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
