namespace Resilience;

/// <summary>How bad it is if a risk comes true.</summary>
public enum RiskSeverity : byte
{
    /// <summary>Recorded.</summary>
    Low,

    /// <summary>Worth a warning.</summary>
    Medium,

    /// <summary>Worth an error.</summary>
    High,

    /// <summary>Ends the run, unless somebody decided otherwise.</summary>
    Critical,
}
