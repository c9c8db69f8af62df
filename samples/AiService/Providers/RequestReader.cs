using System.Globalization;
using System.Text;

namespace AiService.Providers;

/// <summary>Reads as much HTTP as the sample's own client speaks: a head, and a body whose length the head says.</summary>
internal static class RequestReader
{
    private const int Longest = 64 * 1024;

    /// <summary>The body of a request; null if what comes is none.</summary>
    public static async Task<string?> ReadBodyAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Longest];
        int filled = 0;
        int bodyAt = -1;
        int length = 0;
        while (bodyAt < 0 || filled < bodyAt + length)
        {
            int read = filled == Longest ? 0 : await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken);
            if (read == 0)
                return null;
            filled += read;
            if (bodyAt >= 0 || buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is not (>= 0 and var headEnd))
                continue;
            bodyAt = headEnd + 4;
            if (LengthIn(Encoding.ASCII.GetString(buffer, 0, headEnd)) is not { } said || said > Longest - bodyAt)
                return null;
            length = said;
        }

        return Encoding.UTF8.GetString(buffer, bodyAt, length);
    }

    private static int? LengthIn(string head)
    {
        const string Name = "Content-Length:";
        string? line = head.Split("\r\n").FirstOrDefault(static line => line.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        if (line is null)
            return 0;
        return int.TryParse(line.AsSpan(Name.Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int length)
            ? length
            : null;
    }
}
