using System.Globalization;

namespace Resilience.Checkpoints;

/// <summary>The names of the files of a run.</summary>
internal static class RecordNames
{
    public const string Owner = "owner.lock";

    public const string Corrupt = "corrupt";

    /// <summary>What a crash may leave behind, and nobody needs, begins like this.</summary>
    public const char Hidden = '.';

    private const string Record = ".ckpt";
    private const int Digits = 8;

    public static string Of(long sequence) => sequence.ToString("D8", CultureInfo.InvariantCulture) + Record;

    public static string Readable(long sequence) => sequence.ToString("D8", CultureInfo.InvariantCulture) + ".meta.json";

    /// <summary>The place of a record by its name; 0 if it is the name of something else.</summary>
    public static long Sequence(string name) =>
        name.Length >= Digits + Record.Length
        && name.EndsWith(Record, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, name.Length - Record.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
        && Of(sequence) == name
            ? sequence
            : 0;
}
