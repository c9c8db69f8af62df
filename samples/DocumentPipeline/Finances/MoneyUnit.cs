using System.Globalization;
using System.Text.RegularExpressions;
using DocumentPipeline.Text;

namespace DocumentPipeline.Finances;

/// <summary>
/// A currency and a scale such as "millions". "Billion" is 10⁹ and "billón" 10¹², as their languages have it; "$" and "pesos" are taken
/// for Colombian pesos, in which municipal development plans are written.
/// </summary>
/// <param name="Scale">By what a figure is multiplied.</param>
/// <param name="Currency">ISO code.</param>
internal sealed partial record MoneyUnit(decimal Scale, string Currency)
{
    /// <summary>Pattern of a scale.</summary>
    public const string ScalePattern =
        @"miles\s+de\s+millones|mil\s+millones|millardos?|millones|mill[oó]n|billones|bill[oó]n|mil|"
        + @"thousand\s+millions?|thousands?|millions?|billions?|trillions?";

    /// <summary>Pattern of a currency.</summary>
    public const string CurrencyPattern =
        @"US\$|U\$S|USD|COP|EUR|GBP|\$|€|£|pesos(?:\s+colombianos)?|d[oó]lares|dollars|euros|pounds";

    /// <summary>Reads the words of a scale and a currency; a scale may be empty.</summary>
    public static MoneyUnit Of(string scale, string currency) => new(ScaleOf(scale), CurrencyOf(currency));

    /// <summary>Reads a caption such as "in millions of pesos" or "cifras en miles de millones de pesos"; null if there is none.</summary>
    public static MoneyUnit? FromCaption(string text) =>
        Caption().Match(text) is { Success: true } match ? Of(match.Groups["scale"].Value, match.Groups["currency"].Value) : null;

    /// <summary>An amount in this unit, in words.</summary>
    public string Describe(decimal figure) => Scale switch
    {
        1 => string.Create(CultureInfo.InvariantCulture, $"{figure:#,0.##} {Currency}"),
        1_000 => string.Create(CultureInfo.InvariantCulture, $"{figure:#,0.##} thousand {Currency}"),
        1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{figure:#,0.##} million {Currency}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{figure * Scale:#,0.##} {Currency}"),
    };

    private static decimal ScaleOf(string text) => Accents.Remove(Spaces().Replace(text.ToLowerInvariant(), " ")) switch
    {
        "" => 1m,
        "mil" or "thousand" or "thousands" => 1_000m,
        "millon" or "millones" or "million" or "millions" => 1_000_000m,
        "trillion" or "trillions" or "billon" or "billones" => 1_000_000_000_000m,
        _ => 1_000_000_000m,
    };

    private static string CurrencyOf(string text) => Accents.Remove(text.ToLowerInvariant()) switch
    {
        "us$" or "u$s" or "usd" or "dolares" or "dollars" => "USD",
        "eur" or "€" or "euros" => "EUR",
        "gbp" or "£" or "pounds" => "GBP",
        _ => "COP",
    };

    [GeneratedRegex(
        @"\b(?:in|en)\s+(?<scale>" + ScalePattern + @")(?:\s+(?:of|de))?\s+(?<currency>" + CurrencyPattern + ")",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
