namespace Resilience.CircuitBreakers;

/// <summary>What happens next to a breaker and to its model.</summary>
internal enum CircuitStep
{
    Enter,
    Succeed,
    Fail,
    FailUnhandled,
    FailWithHint,
    Cancel,
    Advance,
    Leap,
    Isolate,
    Release,
    Trip,
    Reset,
    Disable,
    MetricsOnly,
    Enable,
}
