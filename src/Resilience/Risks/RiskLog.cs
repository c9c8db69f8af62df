using Microsoft.Extensions.Logging;

namespace Resilience.Risks;

/// <summary>The log messages of risks, ids 1140 to 1159. Messages of exceptions are left to the exception's own rendering.</summary>
internal static partial class RiskLog
{
    [LoggerMessage(1140, LogLevel.Warning,
        "Run '{Run}', stage '{Stage}': the condition of risk '{Risk}' {End}; the stage begins without it")]
    public static partial void ConditionFailed(ILogger logger, Exception? exception, RunInfo run, StageInfo stage, string risk, string end);

    [LoggerMessage(1141, LogLevel.Warning, "Run '{Run}', stage '{Stage}': a predicate of risk '{Risk}' {End}; it matches nothing")]
    public static partial void PredicateFailed(ILogger logger, Exception? exception, RunInfo run, StageInfo stage, string risk, string end);

    [LoggerMessage(1142, LogLevel.Error,
        "Run '{Run}', stage '{Stage}': mitigation '{Mitigation}' of risk '{Risk}' {End}; nothing is mitigated")]
    public static partial void MitigationFailed(
        ILogger logger, Exception? exception, RunInfo run, StageInfo stage, string mitigation, string? risk, string end);

    [LoggerMessage(1143, LogLevel.Warning,
        "Run '{Run}', stage '{Stage}': risk '{Risk}' asks for mitigation '{Missing}', which nobody has registered; "
        + "'{Instead}' runs instead")]
    public static partial void MitigationMissing(
        ILogger logger, RunInfo run, StageInfo stage, string? risk, string missing, string instead);

    [LoggerMessage(1144, LogLevel.Warning,
        "Run '{Run}', stage '{Stage}' failed with {Code} (risk '{Risk}'); the run goes on without it")]
    public static partial void Continued(ILogger logger, StageInfo stage, RunInfo run, string code, string? risk);

    public static string Of(CallEnd end) => end switch
    {
        CallEnd.TimedOut => "did not end in time",
        CallEnd.Cancelled => "ended as cancelled",
        CallEnd.Threw => "threw",
        _ => "ended",
    };
}
