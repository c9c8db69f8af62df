namespace Resilience.Metrics.Traces;

/// <summary>What ended a stage or a run.</summary>
public sealed record TraceFailure
{
    /// <summary>The stage that failed.</summary>
    public required string StageName { get; init; }

    /// <summary>The stable error code, one of <see cref="ErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The cause in a word or two, such as "timeout".</summary>
    public required string Cause { get; init; }

    /// <summary>The disposition: transient, permanent, unavailable.</summary>
    public required string Disposition { get; init; }

    /// <summary>The full name of the exception's type; null if there is no exception.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>The exception's message, redacted; null unless messages were asked for.</summary>
    public string? Message { get; init; }

    /// <summary>The component that refused to let the stage begin; null if it ran and failed.</summary>
    public string? RejectedBy { get; init; }
}
