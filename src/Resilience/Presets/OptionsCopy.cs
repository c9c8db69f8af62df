namespace Resilience.Presets;

/// <summary>Takes over what typed and untyped options have in common. A test holds it to all of their properties.</summary>
internal static class OptionsCopy
{
    public static TOptions To<TOptions>(this RetryOptionsBase from, TOptions to)
        where TOptions : RetryOptionsBase
    {
        to.Name = from.Name;
        to.MaxAttempts = from.MaxAttempts;
        to.Handle = from.Handle;
        to.RetryRejections = from.RetryRejections;
        to.Backoff = from.Backoff;
        to.DelayGenerator = from.DelayGenerator;
        to.RetryAfterCap = from.RetryAfterCap;
        to.MaxDelay = from.MaxDelay;
        to.MaxElapsed = from.MaxElapsed;
        to.Budget = from.Budget;
        to.Randomizer = from.Randomizer;
        to.OnRetry = from.OnRetry;
        return to;
    }

    public static TOptions To<TOptions>(this CircuitBreakerOptionsBase from, TOptions to)
        where TOptions : CircuitBreakerOptionsBase
    {
        to.Name = from.Name;
        to.FailureRatio = from.FailureRatio;
        to.MinimumCalls = from.MinimumCalls;
        to.Window = from.Window;
        to.ConsecutiveFailures = from.ConsecutiveFailures;
        to.SlowCallThreshold = from.SlowCallThreshold;
        to.SlowCallRatio = from.SlowCallRatio;
        to.BreakDuration = from.BreakDuration;
        to.BreakMultiplier = from.BreakMultiplier;
        to.MaxBreakDuration = from.MaxBreakDuration;
        to.BreakDurationGenerator = from.BreakDurationGenerator;
        to.RetryAfterCap = from.RetryAfterCap;
        to.Probes = from.Probes;
        to.SuccessesToClose = from.SuccessesToClose;
        to.HalfOpenTimeout = from.HalfOpenTimeout;
        to.RampDuration = from.RampDuration;
        to.Handle = from.Handle;
        to.ExactTimes = from.ExactTimes;
        to.HistoryLength = from.HistoryLength;
        to.OnTransition = from.OnTransition;
        to.ShadowMode = from.ShadowMode;
        to.Randomizer = from.Randomizer;
        return to;
    }

    public static TOptions To<TOptions>(this StandardPipelineOptionsBase from, TOptions to)
        where TOptions : StandardPipelineOptionsBase
    {
        to.Timeout = from.Timeout;
        to.SharedCircuitBreaker = from.SharedCircuitBreaker;
        to.RateLimit = from.RateLimit;
        to.SharedRateLimit = from.SharedRateLimit;
        to.Bulkhead = from.Bulkhead;
        to.SharedBulkhead = from.SharedBulkhead;
        to.AttemptTimeout = from.AttemptTimeout;
        return to;
    }
}
