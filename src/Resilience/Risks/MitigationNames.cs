namespace Resilience;

/// <summary>
/// The names of the mitigations that every registry has. A mitigation of your own under one of these names takes its place.
/// </summary>
public static class MitigationNames
{
    /// <summary>The stage runs again, from the context with which it had begun: what is done about medium and high risks.</summary>
    public const string Retry = "retry";

    /// <summary>The stage is left out.</summary>
    public const string Skip = "skip";

    /// <summary>
    /// A warning is logged, and the run goes on with the context with which the stage had begun: what is done about low risks.
    /// </summary>
    public const string LogAndContinue = "log_and_continue";

    /// <summary>The run fails.</summary>
    public const string Fail = "fail";

    /// <summary>The run is aborted: what is done about critical risks.</summary>
    public const string Abort = "abort";
}
