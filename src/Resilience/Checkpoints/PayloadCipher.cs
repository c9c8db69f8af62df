using System.Security.Cryptography;

namespace Resilience.Checkpoints;

/// <summary>
/// AES-256-GCM with a random nonce: nonce, ciphertext, tag. The key is one run's alone, so that random nonces cannot meet.
/// </summary>
internal static class PayloadCipher
{
    /// <summary>The bytes that encryption adds.</summary>
    public const int Overhead = NonceSize + TagSize;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        byte[] packed = GC.AllocateUninitializedArray<byte>(plain.Length + Overhead);
        Span<byte> nonce = packed.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, packed.AsSpan(NonceSize, plain.Length), packed.AsSpan(NonceSize + plain.Length), associated);
        return packed;
    }

    /// <exception cref="CheckpointException">The payload was not encrypted with this key and for this record.</exception>
    public static byte[] Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> packed, ReadOnlySpan<byte> associated)
    {
        if (packed.Length < Overhead)
            throw new CheckpointException(CheckpointError.Corrupt, "The encrypted payload is too short.");
        byte[] plain = GC.AllocateUninitializedArray<byte>(packed.Length - Overhead);
        try
        {
            using var cipher = new AesGcm(key, TagSize);
            cipher.Decrypt(packed[..NonceSize], packed[NonceSize..^TagSize], packed[^TagSize..], plain, associated);
            return plain;
        }
        catch (CryptographicException error)
        {
            throw new CheckpointException(CheckpointError.Tampered, "The payload was not encrypted for this record.", error);
        }
    }
}
