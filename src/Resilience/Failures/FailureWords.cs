namespace Resilience.Failures;

/// <summary>The words that descriptions and messages use for causes, dispositions and reasons.</summary>
internal static class FailureWords
{
    public static string Of(FailureCause cause) => cause switch
    {
        FailureCause.Unknown => "unknown",
        FailureCause.Timeout => "timeout",
        FailureCause.Connection => "connection",
        FailureCause.Http => "HTTP",
        FailureCause.RateLimit => "rate limit",
        FailureCause.Validation => "validation",
        FailureCause.Resource => "resource",
        FailureCause.Data => "data",
        FailureCause.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "This cause is not defined."),
    };

    public static string Of(FailureDisposition disposition) => disposition switch
    {
        FailureDisposition.Transient => "transient",
        FailureDisposition.Permanent => "permanent",
        FailureDisposition.Unavailable => "unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(disposition), disposition, "This disposition is not defined."),
    };

    public static string Of(RejectionReason reason) => reason switch
    {
        RejectionReason.CircuitOpen => "circuit open",
        RejectionReason.CircuitIsolated => "circuit isolated",
        RejectionReason.BulkheadFull => "bulkhead full",
        RejectionReason.QueueTimeout => "queue timeout",
        RejectionReason.RateLimited => "rate limited",
        RejectionReason.Shed => "shed",
        RejectionReason.DependencyUnhealthy => "dependency unhealthy",
        RejectionReason.Custom => "custom",
        RejectionReason.FeatureDisabled => "feature disabled",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason is not defined."),
    };
}
