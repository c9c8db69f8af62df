using System.Text;

namespace DocumentPipeline.Text;

/// <summary>Puts lines together.</summary>
internal static class Paragraph
{
    /// <summary>Joins lines with spaces, and words that were broken at a line's end without their hyphen.</summary>
    public static string Join(IEnumerable<string> lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
        {
            Append(text, line);
        }

        return text.ToString();
    }

    /// <summary>Appends a line in the same way.</summary>
    public static void Append(StringBuilder text, string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        if (EndsInBrokenWord(text) && char.IsLower(line[0]))
        {
            text.Length--;
        }
        else if (text.Length > 0)
        {
            text.Append(' ');
        }

        text.Append(line);
    }

    private static bool EndsInBrokenWord(StringBuilder text) =>
        text.Length >= 2 && text[^1] is '-' or '\u00AD' && char.IsLetter(text[^2]);
}
