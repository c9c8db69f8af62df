namespace Resilience.CircuitBreakers;

/// <summary>States and reasons as people read them.</summary>
internal static class CircuitWords
{
    public static string Of(CircuitState state) => state switch
    {
        CircuitState.Open => "open",
        CircuitState.HalfOpen => "half-open",
        CircuitState.Isolated => "isolated",
        CircuitState.Disabled => "disabled",
        CircuitState.MetricsOnly => "metrics only",
        _ => "closed",
    };

    public static string Of(CircuitTransitionReason reason) => reason switch
    {
        CircuitTransitionReason.FailureRatio => "failure ratio",
        CircuitTransitionReason.SlowCallRatio => "slow calls",
        CircuitTransitionReason.ConsecutiveFailures => "failures in a row",
        CircuitTransitionReason.BreakElapsed => "break elapsed",
        CircuitTransitionReason.ProbesSucceeded => "probes succeeded",
        CircuitTransitionReason.ProbeFailed => "probe failed",
        CircuitTransitionReason.ProbeSlow => "probe slow",
        CircuitTransitionReason.ProbeTimeout => "probe did not end",
        CircuitTransitionReason.Tripped => "tripped",
        CircuitTransitionReason.Isolated => "isolated",
        CircuitTransitionReason.Released => "released",
        CircuitTransitionReason.Disabled => "disabled",
        CircuitTransitionReason.MetricsOnly => "metrics only",
        CircuitTransitionReason.Enabled => "enabled",
        _ => "reset",
    };
}
