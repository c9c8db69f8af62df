using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.CircuitBreakers;

/// <summary>The ranges of a circuit breaker's options.</summary>
internal static class CircuitOptionsCheck
{
    // Below, a share is no threshold but an accident.
    private const double LeastRatio = 0.001;

    private static readonly TimeSpan _least = TimeSpan.FromMilliseconds(1);

    public static void Validate(CircuitBreakerOptionsBase options, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Name), options.Name);
        ValidateThresholds(options, errors);
        ValidateBreak(options, errors);
        errors.Between(nameof(options.Probes), options.Probes, 1, ProbeSlots.Most);
        errors.Between(nameof(options.SuccessesToClose), options.SuccessesToClose, 1, int.MaxValue);
        errors.Between(nameof(options.HalfOpenTimeout), options.HalfOpenTimeout, _least, Require.LongestWait);
        errors.Between(nameof(options.RampDuration), options.RampDuration, _least, Require.LongestWait);
        errors.Required(nameof(options.Handle), options.Handle);
        errors.Between(nameof(options.HistoryLength), options.HistoryLength, 0, 10_000);
        errors.Required(nameof(options.Randomizer), options.Randomizer);
    }

    private static void ValidateThresholds(CircuitBreakerOptionsBase options, OptionErrors errors)
    {
        errors.Between(nameof(options.FailureRatio), options.FailureRatio, LeastRatio, 1);
        errors.Between(nameof(options.MinimumCalls), options.MinimumCalls, 1, int.MaxValue);
        errors.Required(nameof(options.Window), options.Window);
        errors.Between(nameof(options.ConsecutiveFailures), options.ConsecutiveFailures, 1, 1_000_000);
        errors.Between(nameof(options.SlowCallThreshold), options.SlowCallThreshold, _least, Require.LongestWait);
        errors.Between(nameof(options.SlowCallRatio), options.SlowCallRatio, LeastRatio, 1);
    }

    private static void ValidateBreak(CircuitBreakerOptionsBase options, OptionErrors errors)
    {
        errors.Between(nameof(options.BreakDuration), options.BreakDuration, _least, Require.LongestWait);
        errors.Between(nameof(options.BreakMultiplier), options.BreakMultiplier, 1, 100);
        errors.Between(nameof(options.MaxBreakDuration), options.MaxBreakDuration, _least, Require.LongestWait);
        errors.Between(nameof(options.RetryAfterCap), options.RetryAfterCap, TimeSpan.Zero, Require.LongestWait);
    }
}
