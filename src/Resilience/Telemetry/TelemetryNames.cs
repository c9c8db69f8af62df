namespace Resilience.Telemetry;

/// <summary>
/// The names under which the library is seen: one meter, its instruments, and the attributes of measurements. They are stable.
/// </summary>
public static class TelemetryNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "Resilience";

    /// <summary>The log category.</summary>
    public const string LogCategory = "Resilience";

    /// <summary>Histogram, seconds: one measurement for each execution of a pipeline. Its count is the number of executions.</summary>
    public const string PipelineDuration = "resilience.pipeline.duration";

    /// <summary>Histogram, seconds: one measurement for each attempt, that is each start of the user's callback.</summary>
    public const string AttemptDuration = "resilience.attempt.duration";

    /// <summary>Counter: attempts that a strategy ordered again.</summary>
    public const string Retries = "resilience.retries";

    /// <summary>Counter: deadlines that passed.</summary>
    public const string Timeouts = "resilience.timeouts";

    /// <summary>Counter: outcomes that a fallback replaced.</summary>
    public const string Fallbacks = "resilience.fallbacks";

    /// <summary>Counter: attempts that a strategy refused, by <see cref="ErrorType"/>.</summary>
    public const string Rejections = "resilience.rejections";

    /// <summary>Counter: changes of state of circuit breakers.</summary>
    public const string CircuitTransitions = "resilience.circuit.transitions";

    /// <summary>Counter: further attempts started beside those that run.</summary>
    public const string Hedges = "resilience.hedges";

    /// <summary>Counter: faults and delays injected on purpose.</summary>
    public const string ChaosInjections = "resilience.chaos.injections";

    /// <summary>Counter: changes of adaptive limits.</summary>
    public const string LimitChanges = "resilience.limit.changes";

    /// <summary>Counter: what would have been refused or changed but for shadow mode, by <see cref="ErrorType"/>.</summary>
    public const string ShadowDecisions = "resilience.shadow.decisions";

    /// <summary>Counter: look-ups in a full keyed family that got the shared overflow component.</summary>
    public const string FamilyOverflow = "resilience.family.overflow";

    /// <summary>Counter: handlers of users that failed and were left out.</summary>
    public const string CallbackFailures = "resilience.callback_failures";

    /// <summary>Attribute: the name of the pipeline.</summary>
    public const string PipelineName = "resilience.pipeline.name";

    /// <summary>Attribute: the name of the keyed family.</summary>
    public const string FamilyName = "resilience.family.name";

    /// <summary>Attribute: the name of the strategy.</summary>
    public const string StrategyName = "resilience.strategy.name";

    /// <summary>Attribute: how an execution ended (success, failure, cancelled, rejected), or an attempt (success, failure).</summary>
    public const string Outcome = "resilience.outcome";

    /// <summary>Attribute of what did not succeed: the stable error code.</summary>
    public const string ErrorType = "error.type";
}
