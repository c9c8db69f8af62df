using System.Buffers;
using System.Security.Cryptography;

namespace Resilience.Checkpoints;

/// <summary>Makes the records of one run.</summary>
internal sealed class RecordCodec
{
    private readonly RecordSettings _settings;
    private readonly RunSecrets _secrets;

    public RecordCodec(RunKey run, RecordSettings settings)
    {
        Run = run;
        _settings = settings;
        _secrets = new RunSecrets(run, settings.Keys);
        Reader = new RecordReader(run, settings, _secrets);
    }

    public RunKey Run { get; }

    public RecordReader Reader { get; }

    /// <summary>Makes the record that follows another one, or the first.</summary>
    public EncodedRecord Encode(CheckpointDraft draft, CheckpointInfo? previous, long fencingToken)
    {
        RecordFlags flags = Flags(draft.Payload);
        int keyId = flags.HasFlag(RecordFlags.Authenticated) ? _secrets.Current() : 0;
        int overhead = flags.HasFlag(RecordFlags.Encrypted) ? PayloadCipher.Overhead : 0;
        Require(draft.Payload);
        CheckpointInfo info = Describe(draft, previous, fencingToken, draft.Payload.Bytes.Length + overhead, flags);

        var metadata = new ArrayBufferWriter<byte>(1024);
        MetadataWriter.Write(metadata, info);
        var header = new RecordHeader
        {
            Flags = flags,
            Length = RecordHeader.Size,
            MetadataLength = metadata.WrittenCount,
            KeyId = keyId,
            Sequence = info.Sequence,
            FencingToken = fencingToken,
            StoredLength = info.StoredLength,
            RawLength = info.RawLength,
        };
        byte[] front = new byte[header.PayloadAt];
        header.WriteBound(front, Convert.FromHexString(info.PreviousHash));
        metadata.WrittenSpan.CopyTo(front.AsSpan(RecordHeader.Size));

        ReadOnlyMemory<byte> payload = overhead > 0 ? Encrypt(draft.Payload.Bytes.Span, front, header) : draft.Payload.Bytes;
        Seal(front, header, payload.Span);
        return new EncodedRecord(info with { Hash = Hex(front.AsSpan(HashAt(header), RecordHeader.HashSize)) }, front, payload);
    }

    private static string Hex(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash);

    private static int HashAt(in RecordHeader header) => header.Length + header.MetadataLength;

    private RecordFlags Flags(in CheckpointPayload payload)
    {
        RecordFlags flags = payload.Encoding switch
        {
            PayloadEncoding.None => RecordFlags.None,
            PayloadEncoding.Brotli => RecordFlags.Brotli,
            _ => throw new ArgumentException("The payload is packed in an unknown way.", nameof(payload)),
        };
        if (_settings.Protection != CheckpointProtection.None)
            flags |= RecordFlags.Authenticated;
        if (_settings.Protection == CheckpointProtection.Encrypt && payload.Exists)
            flags |= RecordFlags.Encrypted;
        return flags;
    }

    private void Require(in CheckpointPayload payload)
    {
        if (payload.Bytes.Length > _settings.MaxPayloadBytes || payload.RawLength > _settings.MaxPayloadBytes)
        {
            throw new CheckpointException(
                CheckpointError.TooLarge,
                $"The payload has {payload.RawLength} bytes, packed {payload.Bytes.Length}; "
                + $"this store takes {_settings.MaxPayloadBytes} at most.");
        }
    }

    private CheckpointInfo Describe(
        CheckpointDraft draft, CheckpointInfo? previous, long fencingToken, int storedLength, RecordFlags flags) => new()
        {
            Run = Run,
            Sequence = (previous?.Sequence ?? 0) + 1,
            FencingToken = fencingToken,
            Metadata = draft.Metadata,
            RecordedAt = _settings.TimeProvider.GetUtcNow(),
            Host = _settings.Host,
            Hash = "",
            PreviousHash = previous?.Hash ?? Hex(Genesis.Of(Run, draft.Metadata.DefinitionHash)),
            Schema = draft.Payload.Schema,
            StoredLength = storedLength,
            RawLength = draft.Payload.RawLength,
            IsEncrypted = flags.HasFlag(RecordFlags.Encrypted),
            IsAuthenticated = flags.HasFlag(RecordFlags.Authenticated),
        };

    private byte[] Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> front, in RecordHeader header) =>
        PayloadCipher.Encrypt(_secrets.Cipher(header.KeyId), plain, RecordReader.Associated(front, header));

    private void Seal(Span<byte> front, in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        Span<byte> hash = stackalloc byte[RecordHeader.HashSize];
        SHA256.HashData(payload, hash);
        RecordHeader.Seal(front, hash);
        int hashAt = HashAt(header);
        Span<byte> recordHash = front.Slice(hashAt, RecordHeader.HashSize);
        SHA256.HashData(front[..hashAt], recordHash);
        if (header.Flags.HasFlag(RecordFlags.Authenticated))
            _secrets.Authenticate(header.KeyId, recordHash, front[(hashAt + RecordHeader.HashSize)..]);
    }
}
