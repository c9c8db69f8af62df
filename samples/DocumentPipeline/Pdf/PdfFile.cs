using System.Security.Cryptography;

namespace DocumentPipeline.Pdf;

/// <summary>Reads the bytes of a file that claims to be a PDF and says clearly what is wrong with it.</summary>
internal static class PdfFile
{
    // A PDF is parsed in memory; what is larger than this is refused instead of exhausting the machine.
    private const long MaxSizeInBytes = 256L * 1024 * 1024;

    // Readers accept some leading bytes before the header.
    private const int HeaderSearchLength = 1024;

    /// <summary>Reads the file.</summary>
    /// <exception cref="DocumentException">The file is missing, empty, too large or no PDF.</exception>
    public static async Task<byte[]> ReadAsync(string path, CancellationToken cancellationToken)
    {
        string name = NameOf(path);
        if (Directory.Exists(path))
        {
            throw new DocumentException($"'{name}' is a folder, not a PDF file.");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new DocumentException($"'{path}' does not exist.");
        }

        if (file.Length == 0)
        {
            throw new DocumentException($"'{name}' is empty.") { IsDamage = true };
        }

        if (file.Length > MaxSizeInBytes)
        {
            throw new DocumentException($"'{name}' is larger than {MaxSizeInBytes / (1024 * 1024)} MiB.");
        }

        byte[] bytes = await ReadBytesAsync(path, name, cancellationToken);
        if (bytes.AsSpan(0, Math.Min(bytes.Length, HeaderSearchLength)).IndexOf("%PDF-"u8) < 0)
        {
            throw new DocumentException($"'{name}' is not a PDF file.") { IsDamage = true };
        }

        return bytes;
    }

    /// <summary>Reads the file again and makes sure that it is still the one that was loaded.</summary>
    /// <exception cref="DocumentException">The file has changed, or what <see cref="ReadAsync"/> says.</exception>
    public static async Task<byte[]> ReadSameAsync(string path, string sha256, CancellationToken cancellationToken)
    {
        byte[] bytes = await ReadAsync(path, cancellationToken);
        return HashOf(bytes) == sha256
            ? bytes
            : throw new DocumentException($"'{NameOf(path)}' has changed since it was loaded.");
    }

    /// <summary>SHA-256 as lowercase hexadecimal.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Name without folder.</summary>
    public static string NameOf(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    private static async Task<byte[]> ReadBytesAsync(string path, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DocumentException($"'{name}' may not be read by this user.", exception);
        }
    }
}
