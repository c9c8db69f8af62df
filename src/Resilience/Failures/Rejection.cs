using Resilience.Failures;

namespace Resilience;

/// <summary>
/// The refusal of a component to let a call through, as a value: no stack trace, no text made per call. A component makes one
/// for each of its reasons and hands out the same one every time.
/// </summary>
public sealed class Rejection
{
    /// <summary>Makes the refusal of a component for a reason.</summary>
    /// <param name="reason">Why the component refuses.</param>
    /// <param name="component">The name of the component, as telemetry and messages show it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="component"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reason"/> is not a defined reason.</exception>
    public Rejection(RejectionReason reason, string component)
    {
        ArgumentNullException.ThrowIfNull(component);

        Reason = reason;
        Component = component;
        Code = reason switch
        {
            RejectionReason.CircuitOpen => ErrorCodes.CircuitOpen,
            RejectionReason.CircuitIsolated => ErrorCodes.CircuitIsolated,
            RejectionReason.BulkheadFull => ErrorCodes.BulkheadFull,
            RejectionReason.QueueTimeout => ErrorCodes.QueueTimeout,
            RejectionReason.RateLimited => ErrorCodes.RateLimited,
            RejectionReason.Shed => ErrorCodes.Shed,
            RejectionReason.DependencyUnhealthy => ErrorCodes.DependencyUnhealthy,
            RejectionReason.Custom => ErrorCodes.RejectedCustom,
            RejectionReason.FeatureDisabled => ErrorCodes.FeatureDisabled,
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason is not defined."),
        };
    }

    /// <summary>Why the call was refused.</summary>
    public RejectionReason Reason { get; }

    /// <summary>The name of the component that refused.</summary>
    public string Component { get; }

    /// <summary>The stable error code of the reason, one of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The refusal in words.</summary>
    /// <returns>The reason and the component, such as "circuit open (payments)".</returns>
    public override string ToString() => $"{FailureWords.Of(Reason)} ({Component})";

    internal Failure ToFailure(TimeSpan? retryAfter)
    {
        FailureCause cause = Reason switch
        {
            RejectionReason.RateLimited => FailureCause.RateLimit,
            RejectionReason.BulkheadFull or RejectionReason.QueueTimeout or RejectionReason.Shed => FailureCause.Resource,
            _ => FailureCause.Unknown,
        };
        return new Failure(cause, FailureDisposition.Unavailable, retryAfter);
    }
}
