namespace Resilience.Checkpoints;

/// <summary>A record whose header, metadata, hash and code were read and fit together; its payload was not looked at.</summary>
internal sealed record RecordFrame(CheckpointInfo Info, RecordHeader Header, ReadOnlyMemory<byte> Front)
{
    public ReadOnlySpan<byte> Metadata => Front.Span.Slice(Header.Length, Header.MetadataLength);

    /// <summary>The hash that the payload must have.</summary>
    public ReadOnlySpan<byte> PayloadHash => RecordHeader.PayloadHash(Front.Span);
}
