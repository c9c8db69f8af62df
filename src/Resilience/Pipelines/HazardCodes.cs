namespace Resilience.Pipelines;

/// <summary>The stable codes of hazards; docs/hazards.md explains each.</summary>
public static class HazardCodes
{
    /// <summary>A strategy runs its inside several times, and nothing limits how long one attempt takes.</summary>
    public const string RetryWithoutAttemptTimeout = "hazard.retry_without_attempt_timeout";

    /// <summary>A time limit is not shorter than one outside of it, and so can never be the one that ends an attempt.</summary>
    public const string InnerTimeoutNotShorter = "hazard.inner_timeout_not_shorter";

    /// <summary>A strategy that turns failures into values stands inside one that acts on failures, and hides them from it.</summary>
    public const string FallbackInsideRetry = "hazard.fallback_inside_retry";

    /// <summary>The delays between attempts alone can take longer than a time limit outside allows.</summary>
    public const string DelaysExceedDeadline = "hazard.delays_exceed_deadline";

    /// <summary>A time limit ends attempts before another would be started beside them: none ever is.</summary>
    public const string HedgingDelayNotShorter = "hazard.hedging_delay_not_shorter";

    /// <summary>Two strategies that run their inside several times are nested: their attempts multiply.</summary>
    public const string RetriesMultiply = "hazard.retries_multiply";

    /// <summary>
    /// A limit of what runs at once stands outside of a strategy that runs its inside several times, and counts all of it as one.
    /// </summary>
    public const string PermitAroundAttempts = "hazard.permit_around_attempts";
}
