namespace Resilience.Checkpoints;

/// <summary>How a record is packed. Whoever does not know one of them must not read the record.</summary>
[Flags]
internal enum RecordFlags : ushort
{
    None = 0,
    Brotli = 1,
    Encrypted = 2,
    Authenticated = 4,
    Known = Brotli | Encrypted | Authenticated,
}
