using System.Buffers;
using System.Security.Cryptography;

namespace Resilience.Checkpoints;

/// <summary>
/// Reads the records of one run. Whatever the bytes are, it gives what was written or a <see cref="CheckpointException"/>.
/// </summary>
internal sealed class RecordReader
{
    // Holds header, metadata, hash and code of all but unusual records, so that one read gets them.
    private const int FirstRead = 4096;

    private const int Chunk = 128 * 1024;

    private readonly RunKey _run;
    private readonly RecordSettings _settings;
    private readonly RunSecrets _secrets;

    public RecordReader(RunKey run, RecordSettings settings, RunSecrets secrets)
    {
        _run = run;
        _settings = settings;
        _secrets = secrets;
    }

    /// <summary>What a payload's encryption is bound to: the header as far as it is known before, and the metadata.</summary>
    public static byte[] Associated(ReadOnlySpan<byte> front, in RecordHeader header) =>
        [.. front[..RecordHeader.Bound], .. front.Slice(header.Length, header.MetadataLength)];

    /// <summary>The run that a record says it belongs to, which is not checked; null if it cannot be told.</summary>
    public static RunKey? PeekRun(IRecordSource source, int maxPayloadBytes)
    {
        try
        {
            byte[] front = new byte[RecordHeader.Size];
            RecordHeader header = RecordHeader.Read(front.AsSpan(0, source.Read(0, front)), maxPayloadBytes);
            byte[] metadata = new byte[header.MetadataLength];
            return MetadataReader.Read(metadata.AsSpan(0, source.Read(header.Length, metadata))).Run;
        }
        catch (CheckpointException)
        {
            return null;
        }
    }

    /// <summary>Reads all but the payload, and checks it: lengths, hash, code, and that it belongs to this run.</summary>
    public RecordFrame ReadFrame(IRecordSource source, long sequence)
    {
        byte[] first = ArrayPool<byte>.Shared.Rent(FirstRead);
        try
        {
            long length = source.Length;
            int read = source.Read(0, first.AsSpan(0, (int)Math.Min(FirstRead, Math.Max(length, 0))));
            RecordHeader header = RecordHeader.Read(first.AsSpan(0, read), _settings.MaxPayloadBytes);
            if (header.TotalLength != length)
                throw Corrupt($"The record has {length} bytes instead of {header.TotalLength}.");
            byte[] front = GC.AllocateUninitializedArray<byte>(header.PayloadAt);
            int have = Math.Min(read, front.Length);
            first.AsSpan(0, have).CopyTo(front);
            if (source.Read(have, front.AsSpan(have)) != front.Length - have)
                throw Corrupt("The record is torn.");
            return Check(header, front, sequence);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(first);
        }
    }

    /// <summary>Reads and checks the payload, and decrypts it.</summary>
    public CheckpointPayload ReadPayload(IRecordSource source, RecordFrame frame)
    {
        CheckpointInfo info = frame.Info;
        if (info.Schema is not { } schema)
            return default;
        byte[] stored = GC.AllocateUninitializedArray<byte>((int)info.StoredLength);
        if (source.Read(frame.Header.PayloadAt, stored) != stored.Length)
            throw Corrupt("The payload is torn.");
        Span<byte> hash = stackalloc byte[RecordHeader.HashSize];
        SHA256.HashData(stored, hash);
        Compare(hash, frame);
        if (info.IsEncrypted)
            stored = PayloadCipher.Decrypt(_secrets.Cipher(frame.Header.KeyId), stored, Associated(frame.Front.Span, frame.Header));
        return frame.Header.Flags.HasFlag(RecordFlags.Brotli)
            ? CheckpointPayload.Packed(stored, PayloadEncoding.Brotli, info.RawLength, schema)
            : CheckpointPayload.Plain(stored, schema);
    }

    /// <summary>Checks the payload without keeping it.</summary>
    public void CheckPayload(IRecordSource source, RecordFrame frame)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Chunk, Math.Max(1, frame.Info.StoredLength)));
        try
        {
            Span<byte> hash = stackalloc byte[RecordHeader.HashSize];
            if (frame.Info.StoredLength <= buffer.Length)
            {
                int read = source.Read(frame.Header.PayloadAt, buffer.AsSpan(0, (int)frame.Info.StoredLength));
                SHA256.HashData(buffer.AsSpan(0, read), hash);
            }
            else
            {
                HashChunks(source, frame, buffer, hash);
            }

            Compare(hash, frame);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void HashChunks(IRecordSource source, RecordFrame frame, byte[] buffer, Span<byte> hash)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long left = frame.Info.StoredLength;
        for (long at = frame.Header.PayloadAt; left > 0;)
        {
            int read = source.Read(at, buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
            if (read <= 0)
                throw Corrupt("The payload is torn.");
            sum.AppendData(buffer, 0, read);
            at += read;
            left -= read;
        }

        sum.GetHashAndReset(hash);
    }

    private static void Compare(ReadOnlySpan<byte> hash, RecordFrame frame)
    {
        if (!hash.SequenceEqual(frame.PayloadHash))
            throw Corrupt("The payload has another hash than the record says.");
    }

    private static CheckpointException Corrupt(string message) => new(CheckpointError.Corrupt, message);

    private RecordFrame Check(in RecordHeader header, byte[] front, long sequence)
    {
        int hashAt = header.Length + header.MetadataLength;
        ReadOnlySpan<byte> recordHash = front.AsSpan(hashAt, RecordHeader.HashSize);
        Span<byte> computed = stackalloc byte[RecordHeader.HashSize];
        SHA256.HashData(front.AsSpan(0, hashAt), computed);
        if (!computed.SequenceEqual(recordHash))
            throw Corrupt("The record has another hash than it says.");
        CheckProtection(header, recordHash, front.AsSpan(hashAt + RecordHeader.HashSize));

        StoredMetadata stored = MetadataReader.Read(front.AsSpan(header.Length, header.MetadataLength));
        if (stored.Run != _run)
            throw Corrupt("The record belongs to another run.");
        if (header.Sequence != sequence)
            throw Corrupt($"The record stands in the place {sequence}, but was written for {header.Sequence}.");
        CheckPayloadKind(header, stored.Schema);
        return new RecordFrame(Describe(header, stored, front, recordHash), header, front);
    }

    private void CheckProtection(in RecordHeader header, ReadOnlySpan<byte> recordHash, ReadOnlySpan<byte> code)
    {
        Span<byte> expected = stackalloc byte[RecordHeader.HashSize];
        expected.Clear();
        if (header.Flags.HasFlag(RecordFlags.Authenticated))
            _secrets.Authenticate(header.KeyId, recordHash, expected);
        else if (_settings.Protection != CheckpointProtection.None)
            throw new CheckpointException(CheckpointError.Tampered, "The record carries no code, and this store demands one.");
        else if (code.IndexOfAnyExcept((byte)0) >= 0)
            throw Corrupt("The record carries a code without saying so.");
        if (!CryptographicOperations.FixedTimeEquals(expected, code))
            throw new CheckpointException(CheckpointError.Tampered, "The record was not written by somebody who has the key.");
    }

    private void CheckPayloadKind(in RecordHeader header, PayloadSchema? schema)
    {
        bool encrypted = header.Flags.HasFlag(RecordFlags.Encrypted);
        if (schema is null)
        {
            if (header.StoredLength != 0 || header.RawLength != 0 || encrypted)
                throw Corrupt("The record has a payload, but does not say what it is.");
            return;
        }

        if (!encrypted && _settings.Protection == CheckpointProtection.Encrypt)
            throw new CheckpointException(CheckpointError.Tampered, "The payload is not encrypted, and this store demands it.");
        if (encrypted && !header.Flags.HasFlag(RecordFlags.Authenticated))
            throw Corrupt("The payload is encrypted, but the record carries no code.");
        long overhead = encrypted ? PayloadCipher.Overhead : 0;
        if (!header.Flags.HasFlag(RecordFlags.Brotli) && header.StoredLength != header.RawLength + overhead)
            throw Corrupt("The payload has another length than the record says.");
    }

    private CheckpointInfo Describe(in RecordHeader header, StoredMetadata stored, byte[] front, ReadOnlySpan<byte> recordHash) => new()
    {
        Run = _run,
        Sequence = header.Sequence,
        FencingToken = header.FencingToken,
        Metadata = stored.Metadata,
        RecordedAt = stored.RecordedAt,
        Host = stored.Host,
        Hash = Convert.ToHexStringLower(recordHash),
        PreviousHash = Convert.ToHexStringLower(RecordHeader.PreviousHash(front)),
        Schema = stored.Schema,
        StoredLength = header.StoredLength,
        RawLength = header.RawLength,
        IsEncrypted = header.Flags.HasFlag(RecordFlags.Encrypted),
        IsAuthenticated = header.Flags.HasFlag(RecordFlags.Authenticated),
    };
}
