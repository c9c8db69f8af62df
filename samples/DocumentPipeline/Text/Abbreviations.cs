using System.Collections.Frozen;

namespace DocumentPipeline.Text;

/// <summary>Words behind which a full stop ends no sentence.</summary>
internal static class Abbreviations
{
    private static readonly FrozenSet<string> _known = FrozenSet.ToFrozenSet(
        [
            "approx", "art", "arts", "av", "cf", "ch", "dept", "dr", "dra", "eg", "etc", "fig", "gob", "gov", "ha", "hab", "ie", "inc",
            "lic", "lt", "ltd", "mill", "mm", "mr", "mrs", "ms", "mun", "no", "nos", "núm", "num", "op", "pág", "pag", "págs", "pp",
            "prof", "res", "sec", "sr", "sra", "sres", "st", "sta", "sto", "tel", "vol", "vs",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the word is one, or a single letter as in a name.</summary>
    public static bool Contains(ReadOnlySpan<char> word) =>
        (word.Length == 1 && char.IsLetter(word[0])) || _known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
}
