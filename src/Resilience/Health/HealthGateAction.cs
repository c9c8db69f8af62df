namespace Resilience;

/// <summary>What a health gate does while what it looks at is not well.</summary>
public enum HealthGateAction
{
    /// <summary>
    /// Refuses calls at once (<see cref="RejectionReason.DependencyUnhealthy"/>). A fallback outside of it can answer them.
    /// </summary>
    Refuse,

    /// <summary>
    /// Lets calls pass, and marks them as degraded: a call finds <see cref="HealthGate.Degraded"/> in its context, a stage runs as
    /// degraded.
    /// </summary>
    Degrade,

    /// <summary>Has calls wait until it is well again, and refuses those that have waited long enough.</summary>
    Wait,
}
