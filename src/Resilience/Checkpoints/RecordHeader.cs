using System.Buffers.Binary;
using System.Numerics;

namespace Resilience.Checkpoints;

/// <summary>The fixed part of a record. docs/checkpoints.md has it as a table; all numbers are little-endian.</summary>
internal readonly struct RecordHeader
{
    /// <summary>The bytes of this version's header.</summary>
    public const int Size = 128;

    /// <summary>The bytes of a hash.</summary>
    public const int HashSize = 32;

    /// <summary>What stands before the hash of the payload: it is known before the payload is encrypted, and bound to it.</summary>
    public const int Bound = 88;

    private const ushort Version = 1;
    private const int PreviousHashAt = 56;
    private const int PayloadHashAt = 88;
    private const int CheckedBytes = 120;

    private static ReadOnlySpan<byte> Magic => "RSLCKPT\0"u8;

    public RecordFlags Flags { get; init; }

    public int Length { get; init; }

    public int MetadataLength { get; init; }

    public int KeyId { get; init; }

    public long Sequence { get; init; }

    public long FencingToken { get; init; }

    public long StoredLength { get; init; }

    public long RawLength { get; init; }

    /// <summary>Where the payload begins: behind header, metadata, hash and code.</summary>
    public int PayloadAt => Length + MetadataLength + (2 * HashSize);

    /// <summary>How long the whole record is.</summary>
    public long TotalLength => PayloadAt + StoredLength;

    /// <summary>The hash of the record before.</summary>
    public static ReadOnlySpan<byte> PreviousHash(ReadOnlySpan<byte> header) => header.Slice(PreviousHashAt, HashSize);

    /// <summary>The hash of the payload as it is stored.</summary>
    public static ReadOnlySpan<byte> PayloadHash(ReadOnlySpan<byte> header) => header.Slice(PayloadHashAt, HashSize);

    /// <summary>Writes all but the hash of the payload and the checksum.</summary>
    public void WriteBound(Span<byte> target, ReadOnlySpan<byte> previousHash)
    {
        target[..Size].Clear();
        Magic.CopyTo(target);
        BinaryPrimitives.WriteUInt16LittleEndian(target[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(target[10..], (ushort)Flags);
        BinaryPrimitives.WriteInt32LittleEndian(target[12..], Size);
        BinaryPrimitives.WriteInt32LittleEndian(target[16..], MetadataLength);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], KeyId);
        BinaryPrimitives.WriteInt64LittleEndian(target[24..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[32..], FencingToken);
        BinaryPrimitives.WriteInt64LittleEndian(target[40..], StoredLength);
        BinaryPrimitives.WriteInt64LittleEndian(target[48..], RawLength);
        previousHash.CopyTo(target[PreviousHashAt..]);
    }

    /// <summary>Writes the rest.</summary>
    public static void Seal(Span<byte> header, ReadOnlySpan<byte> payloadHash)
    {
        payloadHash.CopyTo(header[PayloadHashAt..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[CheckedBytes..], Checksum(header[..CheckedBytes]));
    }

    /// <summary>Reads a header and checks everything that can be checked without the rest.</summary>
    /// <exception cref="CheckpointException">It is malformed, or of a later version.</exception>
    public static RecordHeader Read(ReadOnlySpan<byte> bytes, int maxPayloadBytes)
    {
        if (bytes.Length < Size)
            throw Corrupt("is torn");
        if (!bytes.StartsWith(Magic))
            throw Corrupt("is none");
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        if (version != Version)
        {
            throw new CheckpointException(
                CheckpointError.Unsupported, $"The record has the format {version}; this version reads {Version}.");
        }

        if (Checksum(bytes[..CheckedBytes]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[CheckedBytes..]))
            throw Corrupt("has a wrong checksum");

        var header = new RecordHeader
        {
            Flags = (RecordFlags)BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
            Length = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            MetadataLength = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]),
            KeyId = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]),
            Sequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            FencingToken = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            StoredLength = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            RawLength = BinaryPrimitives.ReadInt64LittleEndian(bytes[48..]),
        };
        if ((header.Flags & ~RecordFlags.Known) != 0)
            throw new CheckpointException(CheckpointError.Unsupported, "The record is packed in a way that this version does not know.");
        header.CheckRanges(maxPayloadBytes);
        return header;
    }

    private void CheckRanges(int maxPayloadBytes)
    {
        if (Length is < Size or > RecordLimits.Header || MetadataLength is < 2 or > RecordLimits.Metadata)
            throw Corrupt("has impossible lengths");
        if (Sequence < 1 || FencingToken < 1 || StoredLength < 0 || RawLength < 0)
            throw Corrupt("has impossible numbers");
        if (StoredLength > maxPayloadBytes + PayloadCipher.Overhead || RawLength > maxPayloadBytes)
        {
            throw new CheckpointException(
                CheckpointError.TooLarge,
                $"The payload has {StoredLength} bytes, unpacked {RawLength}; this store reads {maxPayloadBytes} at most.");
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        return ~sum;
    }

    private static CheckpointException Corrupt(string what) => new(CheckpointError.Corrupt, $"The header of the record {what}.");
}
