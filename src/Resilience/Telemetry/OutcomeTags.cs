namespace Resilience.Telemetry;

/// <summary>The values of <see cref="TelemetryNames.Outcome"/>, made once.</summary>
internal static class OutcomeTags
{
    public static readonly KeyValuePair<string, object?> Success = new(TelemetryNames.Outcome, "success");
    public static readonly KeyValuePair<string, object?> Failure = new(TelemetryNames.Outcome, "failure");
    private static readonly KeyValuePair<string, object?> _cancelled = new(TelemetryNames.Outcome, "cancelled");
    private static readonly KeyValuePair<string, object?> _rejected = new(TelemetryNames.Outcome, "rejected");

    public static KeyValuePair<string, object?> Of(OutcomeStatus status) => status switch
    {
        OutcomeStatus.Success => Success,
        OutcomeStatus.Cancelled => _cancelled,
        OutcomeStatus.Rejected => _rejected,
        _ => Failure,
    };
}
