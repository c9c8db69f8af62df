namespace Resilience;

/// <summary>How urgent an alert is.</summary>
public enum AlertLevel : byte
{
    /// <summary>Good to know: a mitigation has helped, a trouble is over.</summary>
    Info,

    /// <summary>May become trouble: a risk of medium severity was found.</summary>
    Warning,

    /// <summary>Something failed: a stage, a mitigation; or a risk of high severity was found.</summary>
    Error,

    /// <summary>Somebody should look now: a critical risk, a circuit that opened, a run that was aborted.</summary>
    Critical,
}
