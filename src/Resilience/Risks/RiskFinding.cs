namespace Resilience;

/// <summary>What a condition says: whether the risk is there, and what it saw. The default says that it is not.</summary>
public readonly struct RiskFinding
{
    private RiskFinding(bool isDetected, string? message)
    {
        IsDetected = isDetected;
        Message = message;
    }

    /// <summary>The risk is not there.</summary>
    public static RiskFinding None => default;

    /// <summary>Whether the risk is there.</summary>
    public bool IsDetected { get; }

    /// <summary>What was seen; null for the description of the risk.</summary>
    public string? Message { get; }

    /// <summary>A condition may just say yes or no.</summary>
    /// <param name="isDetected">Whether the risk is there.</param>
    public static implicit operator RiskFinding(bool isDetected) => FromBoolean(isDetected);

    /// <summary>The same as the conversion, for languages without them.</summary>
    /// <param name="isDetected">Whether the risk is there.</param>
    public static RiskFinding FromBoolean(bool isDetected) => new(isDetected, null);

    /// <summary>The risk is there.</summary>
    /// <param name="message">
    /// What was seen, for people, without secrets or payloads: it is recorded. Null, the default, for the description of the risk.
    /// </param>
    public static RiskFinding Found(string? message = null) => new(true, message);

    /// <summary>The message, or yes or no.</summary>
    public override string ToString() => IsDetected ? Message ?? "detected" : "not detected";
}
