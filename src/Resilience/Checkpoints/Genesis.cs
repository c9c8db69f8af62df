using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Resilience.Checkpoints;

/// <summary>What stands in the place of a previous hash in the first record: no record fits another run or another definition.</summary>
internal static class Genesis
{
    public static byte[] Of(RunKey run, string definitionHash) => Hash("rslckpt-genesis", run.Pipeline, run.RunId, definitionHash);

    /// <summary>The hash of some texts, each with its length in front, so that no two lists of texts look the same.</summary>
    public static byte[] Hash(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (string text in texts)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32LittleEndian(length, utf8.Length);
            hash.AppendData(length);
            hash.AppendData(utf8);
        }

        return hash.GetHashAndReset();
    }
}
