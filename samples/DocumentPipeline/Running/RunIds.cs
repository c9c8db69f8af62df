using System.Security.Cryptography;
using System.Text;
using DocumentPipeline.Faults;

namespace DocumentPipeline.Running;

/// <summary>Names runs after what is worked on, so that the same command names the same run.</summary>
internal static class RunIds
{
    private const int HashLength = 8;
    private const int LongestName = 50;

    /// <summary>
    /// The name of the document, and a hash of its bytes and of everything that decides what the run comes to: the settings, the shape of
    /// the context, the injected faults.
    /// </summary>
    public static async Task<string> DeriveAsync(
        string documentPath,
        IReadOnlyDictionary<string, Fault> faults,
        IReadOnlyList<string> identity,
        CancellationToken cancellationToken)
    {
        var text = new StringBuilder(await HashOfAsync(documentPath, cancellationToken));
        foreach (string part in identity)
        {
            text.Append('\n').Append(part);
        }

        foreach ((string stage, Fault fault) in faults.OrderBy(static fault => fault.Key, StringComparer.Ordinal))
        {
            text.Append('\n').Append(stage).Append('=').Append(fault);
        }

        return $"{Slug(Path.GetFileNameWithoutExtension(documentPath).ToLowerInvariant())}-{ShortHash(text.ToString())}";
    }

    /// <summary>A file name for the id: the id itself where that is possible, else something like it with a hash.</summary>
    public static string FileNameOf(string runId) => Slug(runId) is var slug && slug == runId ? slug : $"{slug}-{ShortHash(runId)}";

    private static string Slug(string text)
    {
        string name = string.Concat(text.Take(LongestName).Select(static c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
        return name.Length > 0 ? name : "run";
    }

    private static string ShortHash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..HashLength];

    // A document that cannot be read has a run as well: it says why.
    private static async Task<string> HashOfAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.GetType().Name;
        }
    }
}
