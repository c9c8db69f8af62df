namespace Resilience;

/// <summary>What a circuit breaker does with calls. <c>docs/circuit-breaker.md</c> draws the ways between the states.</summary>
public enum CircuitState
{
    /// <summary>Calls pass and are counted.</summary>
    Closed = 0,

    /// <summary>Calls are refused until the break has passed.</summary>
    Open = 1,

    /// <summary>A few calls pass as probes; what becomes of them decides.</summary>
    HalfOpen = 2,

    /// <summary>Somebody holds the circuit open by hand.</summary>
    Isolated = 3,

    /// <summary>Calls pass, and nothing is counted.</summary>
    Disabled = 4,

    /// <summary>Calls pass and are counted, and nothing comes of it.</summary>
    MetricsOnly = 5,
}
