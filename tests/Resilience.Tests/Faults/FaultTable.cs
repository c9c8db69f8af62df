namespace Resilience.Faults;

/// <summary>How a call must end when one of the user's delegates does one thing wrong.</summary>
internal static class FaultTable
{
    // S: succeeds. F: fails with what the delegate threw. O: fails with what the callback threw. C: ends as cancelled by the caller.
    private static readonly (Site Site, string Endings)[] _rows =
    [
        //                            throws, throws a cancellation, hangs until cancelled, cancels the caller, re-enters
        (Site.Callback,              "F F C S S"),
        (Site.AsynchronousCallback,  "F F C S S"),
        (Site.TimeoutGenerator,      "F F C C S"),
        (Site.OnTimeout,             "S S C C S"),
        (Site.HandlePredicate,       "F F C C S"),
        (Site.HandleResult,          "F F C C S"),
        (Site.ClassifyResult,        "F F C C S"),
        (Site.DelayGenerator,        "F F C C S"),
        (Site.Randomizer,            "F F C C S"),
        (Site.OnRetry,               "S S C C S"),
        (Site.FallbackAction,        "F F C S S"),
        (Site.FallbackHandleResult,  "S S C S S"),
        (Site.OnFallback,            "S S S S S"),
        (Site.Classifier,            "O O O C S"),
        (Site.Listener,              "S S C C S"),
        (Site.Logger,                "S S C C S"),
        (Site.MiddlewareBefore,      "F F C C S"),
        (Site.MiddlewareAfter,       "F F C C S"),
        (Site.StrategyEnter,         "F F C C S"),
        (Site.StrategyEnterAsync,    "F F C C S"),
        (Site.StrategySuccess,       "S S S S S"),
        (Site.StrategyCancelled,     "C C C C C"),
        (Site.StrategyFailure,       "F F C C S"),
        (Site.StrategyFailureAsync,  "F F C C S"),
        (Site.StrategyReplace,       "F F C S S"),
        (Site.ResultDispose,         "S S C C S"),
        (Site.ChaosEnabledGenerator, "F F C C S"),
        (Site.ChaosRateGenerator,    "F F C C S"),
        (Site.ChaosRandomizer,       "F F C C S"),
        (Site.ChaosFaultGenerator,   "F F C C S"),
        (Site.ChaosChoice,           "F F C C S"),
        (Site.ChaosLatencyGenerator, "F F C C S"),
        (Site.ChaosOutcomeGenerator, "F F C C S"),
        (Site.ChaosBehavior,         "F F C C S"),
        (Site.OnChaosInjected,       "S S C C S"),
        (Site.CircuitHandle,         "F F C C S"),
        (Site.CircuitHandleResult,   "F F C C S"),
        (Site.BreakDurationGenerator, "S S C C S"),
        (Site.OnTransition,          "S S C C S"),
        (Site.CircuitSubscriber,     "S S C C S"),
        (Site.CircuitRandomizer,     "F F C C S"),
        (Site.BulkheadPriority,      "F F C C S"),
        (Site.LimitDrops,            "F F C C S"),
        (Site.LimitAlgorithm,        "S S S S S"),
        (Site.OnLimitChange,         "S S S S S"),
        (Site.RateLimitWeight,       "F F C C S"),
        (Site.HedgingHandle,         "F F C C S"),
        (Site.HedgingHandleResult,   "F F C C S"),
        (Site.HedgingDelayGenerator, "F F C C S"),
        (Site.HedgingActionGenerator, "F F C C S"),
        (Site.HedgingAction,         "F F C S S"),
        (Site.OnHedging,             "S S C C S"),
    ];

    public static IEnumerable<(Site Site, Fault Fault, char Ending)> Cells =>
        from row in _rows
        from fault in Enum.GetValues<Fault>()
        select (row.Site, fault, row.Endings[2 * (int)fault]);

    public static char EndingOf(Site site, Fault fault) => Cells.Single(cell => cell.Site == site && cell.Fault == fault).Ending;
}
