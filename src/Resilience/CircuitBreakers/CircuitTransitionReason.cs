namespace Resilience;

/// <summary>Why a circuit breaker changed its state.</summary>
public enum CircuitTransitionReason
{
    /// <summary>Too large a share of the calls in the window failed.</summary>
    FailureRatio = 0,

    /// <summary>Too large a share of the calls in the window, or of those still running, were slow.</summary>
    SlowCallRatio = 1,

    /// <summary>Too many calls in a row failed.</summary>
    ConsecutiveFailures = 2,

    /// <summary>The break has passed, and a call came.</summary>
    BreakElapsed = 3,

    /// <summary>Enough probes succeeded.</summary>
    ProbesSucceeded = 4,

    /// <summary>A probe failed.</summary>
    ProbeFailed = 5,

    /// <summary>A probe was slow.</summary>
    ProbeSlow = 6,

    /// <summary>Probes did not end in time.</summary>
    ProbeTimeout = 7,

    /// <summary><see cref="CircuitBreaker.Trip"/>.</summary>
    Tripped = 8,

    /// <summary><see cref="CircuitBreaker.Reset"/>.</summary>
    Reset = 9,

    /// <summary><see cref="CircuitBreaker.Isolate"/>.</summary>
    Isolated = 10,

    /// <summary>The last hold was released.</summary>
    Released = 11,

    /// <summary><see cref="CircuitBreaker.Disable"/>.</summary>
    Disabled = 12,

    /// <summary><see cref="CircuitBreaker.UseMetricsOnly"/>.</summary>
    MetricsOnly = 13,

    /// <summary><see cref="CircuitBreaker.Enable"/>.</summary>
    Enabled = 14,
}
