using System.Globalization;
using System.Text;

namespace Resilience.Testing.Checks;

/// <summary>Values as they stand in messages.</summary>
internal static class Words
{
    // A message is to be read: what matters stands at the beginning.
    private const int LongestText = 80;
    private const int MostItems = 12;

    public static string Of<T>(T value) => value switch
    {
        null => "null",
        string text => Quote(text),
        RunKey run => Quote(run.ToString()),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"{value}",
    };

    public static string Of<T>(T[] values)
    {
        string more = values.Length > MostItems ? $", … {values.Length} in all" : "";
        return $"[{string.Join(", ", values.Take(MostItems).Select(static value => Of(value)))}{more}]";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, LongestText)))
        {
            // What cannot be seen, or changes how the rest is seen, is spelled out.
            if (c is >= ' ' and <= '~')
                quoted.Append(c);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return quoted.Append(text.Length > LongestText ? "…\"" : "\"").ToString();
    }
}
