using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Resilience.Checkpoints.Serialization;

/// <summary>Compresses payloads, and unpacks them without believing what they say about their length.</summary>
internal static class Packing
{
    // The fastest: JSON of any size gets nearly as small as with the next ones, at a fraction of the time.
    private const int Quality = 1;
    private const int Window = 22;

    /// <summary>Compresses; false if that makes nothing smaller.</summary>
    public static bool TryCompress(ReadOnlySpan<byte> raw, [NotNullWhen(true)] out byte[]? packed)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            bool smaller = BrotliEncoder.TryCompress(raw, buffer, out int written, Quality, Window) && written < raw.Length;
            packed = smaller ? buffer.AsSpan(0, written).ToArray() : null;
            return smaller;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <exception cref="CheckpointException">The payload is damaged, or larger than it may be.</exception>
    public static ReadOnlyMemory<byte> Unpack(in CheckpointPayload payload, int maxBytes)
    {
        if (payload.RawLength > maxBytes)
        {
            throw new CheckpointException(
                CheckpointError.TooLarge, $"The context has {payload.RawLength} bytes, but may have {maxBytes} at most.");
        }

        if (payload.Encoding == PayloadEncoding.None)
            return payload.Bytes;
        byte[] raw = GC.AllocateUninitializedArray<byte>((int)payload.RawLength);
        var decoder = new BrotliDecoder();
        try
        {
            OperationStatus status = decoder.Decompress(payload.Bytes.Span, raw, out int read, out int written);
            return status == OperationStatus.Done && written == raw.Length && read == payload.Bytes.Length
                ? raw
                : throw new CheckpointException(CheckpointError.Corrupt, "The context cannot be unpacked.");
        }
        finally
        {
            decoder.Dispose();
        }
    }
}
