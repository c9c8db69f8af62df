namespace Resilience.Checkpoints;

/// <summary>What is checked before memory is allocated or a byte is written.</summary>
internal static class RecordLimits
{
    /// <summary>The most bytes of a header, should a later version lengthen it.</summary>
    public const int Header = 4096;

    /// <summary>The most bytes of metadata. What <see cref="DraftCheck"/> lets through has less, even if all of it is escaped.</summary>
    public const int Metadata = 256 * 1024;

    public const int Stage = 256;

    public const int ShortText = 128;

    public const int Serializer = 64;

    public const int Properties = 64;

    public const int PropertyText = 16 * 1024;
}
