namespace Resilience.Checkpoints;

/// <summary>The stored bytes of one record.</summary>
internal interface IRecordSource : IDisposable
{
    /// <summary>How many there are.</summary>
    long Length { get; }

    /// <summary>Reads as many as fit, fewer only at the end; returns how many.</summary>
    int Read(long offset, Span<byte> target);
}
