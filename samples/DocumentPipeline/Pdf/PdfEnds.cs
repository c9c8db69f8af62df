namespace DocumentPipeline.Pdf;

/// <summary>Looks at both ends of a file without reading what is between them: a copy that was broken off lacks its end.</summary>
internal static class PdfEnds
{
    // Readers accept some bytes before the header and after the end mark.
    private const int Length = 1024;

    /// <summary>What a PDF has and this file has not: "no header" or "no end mark"; null if it has both, or cannot be read.</summary>
    public static async ValueTask<string?> MissingAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            byte[] buffer = new byte[Math.Min(Length, file.Length)];
            await file.ReadExactlyAsync(buffer, cancellationToken);
            if (buffer.AsSpan().IndexOf("%PDF-"u8) < 0)
            {
                return "no header";
            }

            file.Seek(-buffer.Length, SeekOrigin.End);
            await file.ReadExactlyAsync(buffer, cancellationToken);
            return buffer.AsSpan().IndexOf("%%EOF"u8) < 0 ? "no end mark" : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
