namespace Resilience;

/// <summary>A secret from which the keys of records are derived, and the number by which records name it.</summary>
public sealed class CheckpointKey
{
    private readonly byte[] _secret;

    /// <summary>Makes a key.</summary>
    /// <param name="id">Its number, which stays with the secret for ever.</param>
    /// <param name="secret">The secret: at least 32 bytes from a random generator. It is copied.</param>
    /// <exception cref="ArgumentException"><paramref name="secret"/> has less than 32 bytes.</exception>
    public CheckpointKey(int id, ReadOnlySpan<byte> secret)
    {
        if (secret.Length < 32)
            throw new ArgumentException("A key needs a secret of at least 32 random bytes.", nameof(secret));
        Id = id;
        _secret = secret.ToArray();
    }

    /// <summary>Its number.</summary>
    public int Id { get; }

    internal ReadOnlySpan<byte> Secret => _secret;
}
