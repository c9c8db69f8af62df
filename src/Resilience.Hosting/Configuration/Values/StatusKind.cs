using System.Globalization;

namespace Resilience.Hosting.Configuration.Values;

/// <summary>HTTP status codes: one, a class such as "5xx", or a range such as "500-504".</summary>
internal sealed class StatusKind() : ValueKind<(int First, int Last)>(new("status", "100", "599"))
{
    public override string? Parse(string text, ReadContext context, out (int First, int Last) value)
    {
        text = text.Trim();
        string[] ends = text.Split('-');
        if (text.Length == 3 && text.EndsWith("xx", StringComparison.OrdinalIgnoreCase) && text[0] is >= '1' and <= '5')
            value = ((text[0] - '0') * 100, (text[0] - '0') * 100 + 99);
        else if (ends.Length <= 2 && TryCode(ends[0], out int first) && TryCode(ends[^1], out int last) && first <= last)
            value = (first, last);
        else
            value = default;
        return value.First == 0
            ? "is no HTTP status: it must be a code from 100 to 599, a range of them such as '500-504', or a class such as '5xx'."
            : null;
    }

    private static bool TryCode(string text, out int code) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out code) && code is >= 100 and <= 599;
}
