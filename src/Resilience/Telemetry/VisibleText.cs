using System.Globalization;
using System.Text;

namespace Resilience.Telemetry;

/// <summary>Text that shows what it says.</summary>
internal static class VisibleText
{
    private const char Ellipsis = '…';

    /// <summary>
    /// The text with U+FFFD in the place of what cannot be seen but changes what is (control characters, those that turn the direction) and
    /// of halves of surrogate pairs; cut to a length, with an ellipsis at the end.
    /// </summary>
    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength && IsPlain(text))
            return text;
        var shown = new StringBuilder(Math.Min(text.Length, maxLength) + 1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            Rune visible = IsHarmless(rune) ? rune : Rune.ReplacementChar;
            bool isLast = shown.Length + visible.Utf16SequenceLength >= maxLength;
            if (isLast && text.Length > maxLength)
                return shown.Append(Ellipsis).ToString();
            shown.Append(visible.ToString());
        }

        return shown.ToString();
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static bool IsHarmless(Rune rune) => rune.Value is '\n' or '\t'
        || (rune.Value is not (0x061C or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069))
            && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control);
}
