namespace DocumentPipeline.Text;

/// <summary>
/// Letters that fonts draw as one glyph, where a file names only the glyph. Unicode normalisation would need more than invariant
/// globalisation offers.
/// </summary>
internal static class Ligatures
{
    private const char First = '\uFB00';

    private static readonly string[] _letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>The letters of a ligature; null for any other character.</summary>
    public static string? LettersOf(char c) => c >= First && c - First < _letters.Length ? _letters[c - First] : null;
}
