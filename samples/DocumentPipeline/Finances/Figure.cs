namespace DocumentPipeline.Finances;

/// <summary>A number in a table.</summary>
/// <param name="Value">As stated, without the table's unit.</param>
/// <param name="Decimals">Digits behind the decimal separator.</param>
/// <param name="IsPercent">Whether it is a share.</param>
internal readonly record struct Figure(decimal Value, int Decimals, bool IsPercent)
{
    private static readonly string[] _currencies = ["US$", "USD", "COP", "EUR", "GBP", "$", "€", "£"];

    /// <summary>Reads a cell; null where it holds no number.</summary>
    public static Figure? Of(string cell)
    {
        string text = cell.Trim();
        bool isPercent = text.EndsWith('%');
        text = text.TrimEnd('%').Trim();
        foreach (string currency in _currencies)
        {
            if (text.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
            {
                text = text[currency.Length..];
                break;
            }

            if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^currency.Length];
                break;
            }
        }

        return NumberText.TryParse(text, out decimal value, out int decimals) ? new Figure(value, decimals, isPercent) : null;
    }
}
