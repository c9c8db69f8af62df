namespace Resilience.Telemetry;

/// <summary>What an event tells. The numbers are the ids of the corresponding log messages, less 1000, and stable.</summary>
public enum ResilienceEventKind
{
    /// <summary>An execution of a pipeline has ended, in whatever way.</summary>
    ExecutionCompleted = 0,

    /// <summary>An attempt has failed; told before any strategy decides about it.</summary>
    AttemptFailed = 1,

    /// <summary>A strategy will run its inside again, after <see cref="ResilienceEvent.Duration"/>.</summary>
    Retrying = 2,

    /// <summary>A retry gave up a failure that it handles: attempts, time or budget are used up.</summary>
    RetriesExhausted = 3,

    /// <summary>A deadline has passed; <see cref="ResilienceEvent.Duration"/> is the time that was allowed.</summary>
    TimedOut = 4,

    /// <summary>A fallback replaced an outcome.</summary>
    FallbackUsed = 5,

    /// <summary>A strategy refused an attempt.</summary>
    Rejected = 6,

    /// <summary>A user's handler threw or hung, or a classifier or a step of a custom strategy threw; it was left out.</summary>
    CallbackFailed = 7,

    /// <summary>Work that was left behind at its deadline has ended; its result was disposed of, or its failure observed.</summary>
    AbandonedWorkEnded = 8,

    /// <summary>The inside of a live pipeline was swapped.</summary>
    PipelineSwapped = 9,

    /// <summary>A circuit breaker changed its state; <see cref="ResilienceEvent.Reason"/> says from what to what, and why.</summary>
    CircuitStateChanged = 12,

    /// <summary>A further attempt was started beside those that run.</summary>
    Hedging = 13,

    /// <summary>
    /// Something was injected on purpose; <see cref="ResilienceEvent.Reason"/> says what, <see cref="ResilienceEvent.Duration"/> how long
    /// a delay is.
    /// </summary>
    ChaosInjected = 14,

    /// <summary>A limit was changed or drained, or an adaptive one changed itself; <see cref="ResilienceEvent.Reason"/> says how.</summary>
    LimitChanged = 15,

    /// <summary>
    /// In shadow mode a strategy would have refused or changed a call, and let it be; <see cref="ResilienceEvent.Code"/> says what it would
    /// have done.
    /// </summary>
    ShadowDecision = 16,
}
