using Microsoft.Extensions.Logging;

namespace Resilience.Orchestration;

/// <summary>The log messages of runs, ids 1100 to 1159. Messages of exceptions are left to the exception's own rendering.</summary>
internal static partial class RunLog
{
    [LoggerMessage(1100, LogLevel.Information, "Run '{Pipeline}/{Run}' begins")]
    public static partial void Started(ILogger logger, string pipeline, string run);

    [LoggerMessage(1101, LogLevel.Information, "Run '{Pipeline}/{Run}' goes on at stage {Stage}; owner {Token}")]
    public static partial void Resumed(ILogger logger, string pipeline, string run, string stage, long token);

    [LoggerMessage(1102, LogLevel.Information, "Run '{Pipeline}/{Run}' ended: {Status}; it took {Duration}; what ended it: {Code}")]
    public static partial void Ended(
        ILogger logger, string pipeline, string run, RunResultStatus status, TimeSpan duration, string? code);

    [LoggerMessage(1103, LogLevel.Debug, "Run '{Pipeline}/{Run}', stage {Stage}: {Status} after {Duration} in {Attempts} attempt(s)")]
    public static partial void StageDone(
        ILogger logger, string pipeline, string run, StageInfo stage, StageStatus status, TimeSpan duration, int attempts);

    [LoggerMessage(1104, LogLevel.Warning, "Run '{Pipeline}/{Run}', stage {Stage}: {Status}, {Reason}; what failed: {Code}")]
    public static partial void StageDoneWithLess(
        ILogger logger, Exception? exception, string pipeline, string run, StageInfo stage, StageStatus status, string? reason,
        string? code);

    [LoggerMessage(1105, LogLevel.Error, "Run '{Pipeline}/{Run}', stage {Stage}: {Status} with {Code} after {Attempts} attempt(s)")]
    public static partial void StageFailed(
        ILogger logger, Exception? exception, string pipeline, string run, StageInfo stage, StageStatus status, string? code, int attempts);

    [LoggerMessage(1106, LogLevel.Information, "Run '{Pipeline}/{Run}', stage {Stage}: runs again, mitigation {Ordinal}: {Reason}")]
    public static partial void RunsAgain(ILogger logger, string pipeline, string run, StageInfo stage, int ordinal, string? reason);

    [LoggerMessage(1107, LogLevel.Error, "Run '{Pipeline}/{Run}', stage {Stage}: the assessment of its risks failed and found nothing")]
    public static partial void AssessmentFailed(ILogger logger, Exception exception, string pipeline, string run, StageInfo stage);

    [LoggerMessage(1108, LogLevel.Error, "Run '{Pipeline}/{Run}', stage {Stage}: the mitigation failed")]
    public static partial void MitigationFailed(ILogger logger, Exception exception, string pipeline, string run, StageInfo stage);

    [LoggerMessage(1109, LogLevel.Error, "Run '{Pipeline}/{Run}': an observer of type {Observer} failed and was left out")]
    public static partial void ObserverFailed(ILogger logger, Exception exception, string pipeline, string run, string observer);

    [LoggerMessage(1110, LogLevel.Error, "Run '{Pipeline}/{Run}': it stops, for its records cannot be written")]
    public static partial void StorageFailed(ILogger logger, Exception exception, string pipeline, string run);

    [LoggerMessage(1111, LogLevel.Information, "Run '{Pipeline}/{Run}', stage {Stage}: waits {Delay}: {Reason}")]
    public static partial void GateWaits(ILogger logger, string pipeline, string run, StageInfo stage, TimeSpan delay, string? reason);
}
