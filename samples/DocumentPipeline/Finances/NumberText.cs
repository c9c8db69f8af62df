using System.Globalization;

namespace DocumentPipeline.Finances;

/// <summary>
/// Reads numbers as they are written in English and in Spanish: "1,234.5", "1.234,5", "1 234", "(12)" for −12. Where a single separator is
/// followed by exactly three digits it parts thousands.
/// </summary>
internal static class NumberText
{
    // Beyond this no sum of them would fit; what claims to be larger is no amount.
    private const decimal Largest = 1_000_000_000_000_000;

    private const int MaxLength = 32;

    /// <summary>Reads a number.</summary>
    /// <param name="text">The number, perhaps with spaces around it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="decimals">How many digits stand behind the decimal separator.</param>
    public static bool TryParse(string text, out decimal value, out int decimals)
    {
        value = 0;
        decimals = 0;
        text = text.Trim();
        bool negative = text is ['(', _, .., ')'] or ['-' or '−' or '–', _, ..];
        string digits = text.Trim('(', ')', '-', '−', '–', ' ').Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > MaxLength || !char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1]))
        {
            return false;
        }

        int point = DecimalSeparator(digits);
        string whole = point < 0 ? digits : digits[..point];
        string fraction = point < 0 ? "" : digits[(point + 1)..];
        if (!AreGroups(whole) || !fraction.All(char.IsAsciiDigit))
        {
            return false;
        }

        string plain = $"{Strip(whole)}.{fraction}0";
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) || value > Largest)
        {
            return false;
        }

        decimals = fraction.Length;
        value = negative ? -value : value;
        return true;
    }

    private static int DecimalSeparator(string digits)
    {
        int last = digits.AsSpan().LastIndexOfAny('.', ',');
        if (last < 0)
        {
            return -1;
        }

        char separator = digits[last];
        char other = separator == '.' ? ',' : '.';
        if (digits.Contains(other, StringComparison.Ordinal))
        {
            return digits.AsSpan(0, last).Contains(separator) ? -1 : last;
        }

        bool isGroup = digits.Length - last - 1 == 3 && last <= 3 && digits[0] != '0';
        return isGroup || digits.AsSpan(0, last).Contains(separator) ? -1 : last;
    }

    // "1,234,567" but not "12,34,5" and not "2026.02.11".
    private static bool AreGroups(string whole)
    {
        string[] groups = whole.Split('.', ',', '\'', '’');
        return groups.All(static group => group.All(char.IsAsciiDigit))
            && (groups.Length == 1 || groups[0].Length is >= 1 and <= 3)
            && groups.Skip(1).All(static group => group.Length == 3);
    }

    private static string Strip(string whole) => string.Concat(whole.Where(char.IsAsciiDigit));
}
