namespace Resilience.Checkpoints;

/// <summary>The bytes that a record carries, ready to be stored, and what they are.</summary>
/// <remarks>The memory belongs to whoever made the payload, and must not change while a store writes it.</remarks>
public readonly struct CheckpointPayload
{
    private CheckpointPayload(ReadOnlyMemory<byte> bytes, PayloadEncoding encoding, long rawLength, PayloadSchema schema)
    {
        Bytes = bytes;
        Encoding = encoding;
        RawLength = rawLength;
        Schema = schema;
    }

    /// <summary>The bytes as they are stored, before encryption.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How <see cref="Bytes"/> are packed.</summary>
    public PayloadEncoding Encoding { get; }

    /// <summary>How many bytes there are once unpacked.</summary>
    public long RawLength { get; }

    /// <summary>What the bytes are; null when there is no payload.</summary>
    public PayloadSchema? Schema { get; }

    /// <summary>Whether there is a payload; a payload may have no bytes.</summary>
    public bool Exists => Schema is not null;

    /// <summary>Bytes that are not packed.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="schema">What they are.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    public static CheckpointPayload Plain(ReadOnlyMemory<byte> bytes, PayloadSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(bytes, PayloadEncoding.None, bytes.Length, schema);
    }

    /// <summary>Bytes that were packed.</summary>
    /// <param name="bytes">The packed bytes.</param>
    /// <param name="encoding">How they were packed.</param>
    /// <param name="rawLength">How many bytes they were before: 0 or more.</param>
    /// <param name="schema">What they are.</param>
    /// <returns>The payload.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schema"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rawLength"/> is negative.</exception>
    public static CheckpointPayload Packed(ReadOnlyMemory<byte> bytes, PayloadEncoding encoding, long rawLength, PayloadSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegative(rawLength);
        return new(bytes, encoding, rawLength, schema);
    }
}
