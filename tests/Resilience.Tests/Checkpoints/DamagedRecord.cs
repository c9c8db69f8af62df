using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

internal static class DamagedRecord
{
    // Behind the header, which has 128 bytes, stands the metadata; at the end the payload.
    private const int InMetadata = 140;

    /// <summary>The record with one bit turned.</summary>
    public static byte[] Of(byte[] record, RecordDamage damage)
    {
        byte[] damaged = [.. record];
        damaged[damage == RecordDamage.Payload ? ^1 : InMetadata] ^= 0x10;
        return damaged;
    }
}
