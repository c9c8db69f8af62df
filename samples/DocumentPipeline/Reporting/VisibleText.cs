using System.Globalization;
using System.Text;

namespace DocumentPipeline.Reporting;

/// <summary>Text on one line, without characters that cannot be seen but change what is.</summary>
internal static class VisibleText
{
    /// <summary>The text with spaces for control characters, and without those that change the direction of writing.</summary>
    public static string Of(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            switch (CharUnicodeInfo.GetUnicodeCategory(c))
            {
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    visible.Append(' ');
                    break;
                case UnicodeCategory.Format:
                    break;
                default:
                    visible.Append(c);
                    break;
            }
        }

        return visible.ToString();
    }
}
