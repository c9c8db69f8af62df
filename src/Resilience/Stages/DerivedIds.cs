using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Resilience.Stages;

/// <summary>Ids that come out the same whenever a stage runs again.</summary>
internal static class DerivedIds
{
    /// <summary>
    /// The SHA-256 over texts and numbers, each text with its length before it, so that no two lists of texts look the same.
    /// </summary>
    public static byte[] Hash(ReadOnlySpan<byte> seed, ReadOnlySpan<string> texts, long number, long counter = 0)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(long)];
        hash.AppendData(seed);
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        BinaryPrimitives.WriteInt64LittleEndian(length, number);
        hash.AppendData(length);
        BinaryPrimitives.WriteInt64LittleEndian(length, counter);
        hash.AppendData(length);
        return hash.GetHashAndReset();
    }

    /// <summary>A UUID of version 8 (RFC 9562: the bits are the application's) from the first half of a hash.</summary>
    public static Guid ToGuid(ReadOnlySpan<byte> hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        hash[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
