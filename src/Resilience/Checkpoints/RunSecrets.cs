using System.Security.Cryptography;

namespace Resilience.Checkpoints;

/// <summary>
/// The keys of one run, derived from those of the provider: one for codes, one for encryption, neither used for any other run.
/// </summary>
internal sealed class RunSecrets
{
    private const int KeySize = 32;

    private readonly ICheckpointKeyProvider? _keys;
    private readonly byte[] _salt;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Derived> _derived = [];

    public RunSecrets(RunKey run, ICheckpointKeyProvider? keys)
    {
        _keys = keys;
        _salt = Genesis.Hash("rslckpt-keys", run.Pipeline, run.RunId);
    }

    /// <summary>The id of the key for new records.</summary>
    public int Current()
    {
        CheckpointKey key = _keys!.Current;
        lock (_lock)
            _derived[key.Id] = Derive(key);
        return key.Id;
    }

    /// <summary>The message authentication code of a record.</summary>
    public void Authenticate(int keyId, ReadOnlySpan<byte> recordHash, Span<byte> code)
    {
        Span<byte> message = stackalloc byte[10 + RecordHeader.HashSize];
        "rslckpt-v1"u8.CopyTo(message);
        recordHash.CopyTo(message[10..]);
        HMACSHA256.HashData(Find(keyId).Code, message, code);
    }

    /// <summary>The key with which payloads are encrypted.</summary>
    public ReadOnlySpan<byte> Cipher(int keyId) => Find(keyId).Cipher;

    // The provider is asked outside of the lock: it may do what it likes.
    private Derived Find(int keyId)
    {
        lock (_lock)
        {
            if (_derived.TryGetValue(keyId, out Derived? known))
                return known;
        }

        Derived derived = _keys?.Find(keyId) is { } key
            ? Derive(key)
            : throw new CheckpointException(CheckpointError.KeyMissing, $"The record needs the key {keyId}, which is not known.");
        lock (_lock)
            _derived[keyId] = derived;
        return derived;
    }

    private Derived Derive(CheckpointKey key) => new(Derive(key, "rslckpt-mac-v1"u8), Derive(key, "rslckpt-enc-v1"u8));

    private byte[] Derive(CheckpointKey key, ReadOnlySpan<byte> purpose)
    {
        byte[] derived = new byte[KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Secret, derived, _salt, purpose);
        return derived;
    }

    private sealed record Derived(byte[] Code, byte[] Cipher);
}
