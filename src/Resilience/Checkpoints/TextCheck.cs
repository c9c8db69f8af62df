using System.Buffers;
using System.Text;

namespace Resilience.Checkpoints;

/// <summary>Text that is to be stored must come back as it was.</summary>
internal static class TextCheck
{
    private static readonly SearchValues<char> _surrogates = SearchValues.Create(
        [.. Enumerable.Range(char.MinValue + 0xD800, 0x800).Select(static code => (char)code)]);

    /// <summary>Whether each surrogate has its other half: anything else is silently replaced by what writes UTF-8.</summary>
    public static bool IsWhole(ReadOnlySpan<char> text)
    {
        for (int at = text.IndexOfAny(_surrogates); at >= 0;)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out int used) != OperationStatus.Done)
                return false;
            text = text[(at + used)..];
            at = text.IndexOfAny(_surrogates);
        }

        return true;
    }

    /// <summary>A name that is neither empty nor too long, and whole.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static string Name(string name, int longest, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name.Length > longest)
            throw new ArgumentException($"{parameter} has {name.Length} characters, but may have {longest} at most.", parameter);
        return IsWhole(name)
            ? name
            : throw new ArgumentException($"{parameter} holds half of a surrogate pair, which cannot be stored.", parameter);
    }
}
