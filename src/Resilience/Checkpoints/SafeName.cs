using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Resilience.Checkpoints;

/// <summary>
/// Names of files for names that somebody else chose: no two names share one, on file systems that ignore case or normalise Unicode
/// either, and none leads anywhere.
/// </summary>
/// <remarks>
/// Lower-case letters, digits, - and _ stand for themselves. A + changes between lower and upper case for the letters after it. Everything
/// else is = and two digits for each byte of its UTF-8. What would be too long is ~, its beginning, ~ and its SHA-256.
/// </remarks>
internal static class SafeName
{
    private const int Longest = 120;
    private const int Beginning = 48;
    private const char Shift = '+';
    private const char Escape = '=';
    private const char Cut = '~';

    // Windows takes these for devices.
    private static readonly string[] _devices = ["con", "prn", "aux", "nul", "com", "lpt", "conin", "conout", "clock"];

    public static string Encode(string name)
    {
        string encoded = Spell(name);
        if (encoded.Length <= Longest)
            return encoded;
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return $"{Cut}{encoded[..Beginning]}{Cut}{Convert.ToHexStringLower(hash)}";
    }

    /// <summary>The name that was encoded, if it can be told.</summary>
    public static bool TryDecode(string encoded, [NotNullWhen(true)] out string? name)
    {
        name = null;
        var bytes = new List<byte>(encoded.Length);
        bool upper = false;
        for (int i = 0; i < encoded.Length; i++)
        {
            char next = encoded[i];
            if (next == Shift)
            {
                upper = !upper;
            }
            else if (next != Escape)
            {
                bytes.Add((byte)(upper ? char.ToUpperInvariant(next) : next));
            }
            else if (i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]))
            {
                bytes.Add(Convert.ToByte(encoded.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                return false;
            }
        }

        string text = Encoding.UTF8.GetString([.. bytes]);
        if (Encode(text) != encoded)
            return false;
        name = text;
        return true;
    }

    private static string Spell(string name)
    {
        var spelled = new StringBuilder(name.Length + 16);
        bool upper = false;
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (rune.IsAscii && char.IsAsciiLetter((char)rune.Value))
            {
                char letter = (char)rune.Value;
                if (char.IsAsciiLetterUpper(letter) != upper)
                {
                    spelled.Append(Shift);
                    upper = !upper;
                }

                spelled.Append(char.ToLowerInvariant(letter));
            }
            else if (IsPlain(rune) && !(spelled.Length == 0 && rune.Value == '-'))
            {
                spelled.Append((char)rune.Value);
            }
            else
            {
                foreach (byte part in utf8[..rune.EncodeToUtf8(utf8)])
                    Append(spelled, part);
            }
        }

        return IsDevice(name) ? $"{Escape}{(int)name[0]:x2}{Spell(name[1..])}" : spelled.ToString();
    }

    private static void Append(StringBuilder spelled, byte part) =>
        spelled.Append(Escape).Append(Convert.ToHexStringLower([part]));

    private static bool IsPlain(Rune rune) => rune.Value is (>= '0' and <= '9') or '-' or '_';

    // A device keeps its meaning with a digit behind it. Upper case is never one: it is spelled with a +.
    private static bool IsDevice(string name) =>
        Array.IndexOf(_devices, name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')) >= 0;
}
