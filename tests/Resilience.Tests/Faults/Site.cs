namespace Resilience.Faults;

/// <summary>The delegates, and objects, of users that a pipeline calls.</summary>
public enum Site
{
    Callback,

    AsynchronousCallback,

    TimeoutGenerator,

    OnTimeout,

    HandlePredicate,

    HandleResult,

    ClassifyResult,

    DelayGenerator,

    Randomizer,

    OnRetry,

    FallbackAction,

    FallbackHandleResult,

    OnFallback,

    Classifier,

    Listener,

    Logger,

    MiddlewareBefore,

    MiddlewareAfter,

    StrategyEnter,

    StrategyEnterAsync,

    StrategySuccess,

    StrategyCancelled,

    StrategyFailure,

    StrategyFailureAsync,

    StrategyReplace,

    ResultDispose,

    ChaosEnabledGenerator,

    ChaosRateGenerator,

    ChaosRandomizer,

    ChaosFaultGenerator,

    ChaosChoice,

    ChaosLatencyGenerator,

    ChaosOutcomeGenerator,

    ChaosBehavior,

    OnChaosInjected,

    CircuitHandle,

    CircuitHandleResult,

    BreakDurationGenerator,

    OnTransition,

    CircuitSubscriber,

    CircuitRandomizer,

    BulkheadPriority,

    LimitDrops,

    LimitAlgorithm,

    OnLimitChange,

    /// <summary>The weight of a call in a rate limit.</summary>
    RateLimitWeight,

    HedgingHandle,

    HedgingHandleResult,

    HedgingDelayGenerator,

    HedgingActionGenerator,

    HedgingAction,

    OnHedging,
}
