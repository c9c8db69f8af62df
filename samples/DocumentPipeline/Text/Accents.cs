using System.Buffers;

namespace DocumentPipeline.Text;

/// <summary>Spanish letters without their accents, because capitals and forms are often written without.</summary>
internal static class Accents
{
    private const string With = "áéíóúüñàèìòùçâêôãõ";
    private const string Without = "aeiouunaeioucaeoao";

    private static readonly SearchValues<char> _accented = SearchValues.Create(With);

    /// <summary>The text, which is lowercase, without accents.</summary>
    public static string Remove(string text)
    {
        if (text.AsSpan().IndexOfAny(_accented) < 0)
        {
            return text;
        }

        return string.Create(text.Length, text, static (span, text) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                int index = With.IndexOf(text[i], StringComparison.Ordinal);
                span[i] = index < 0 ? text[i] : Without[index];
            }
        });
    }
}
