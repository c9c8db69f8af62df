namespace Resilience.Checkpoints;

/// <summary>How the bytes of a payload are packed.</summary>
public enum PayloadEncoding : byte
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Compressed with Brotli.</summary>
    Brotli,
}
