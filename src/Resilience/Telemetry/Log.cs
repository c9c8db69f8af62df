using Microsoft.Extensions.Logging;

namespace Resilience.Telemetry;

/// <summary>The log messages of the core, ids 1000 to 1099. Messages of exceptions are left to the exception's own rendering.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Trace,
        "Pipeline '{Pipeline}' ended an execution with {Status} after {Duration} in {Attempts} attempt(s). "
        + "Operation: {OperationKey}; error: {Code}")]
    public static partial void ExecutionCompleted(
        ILogger logger, string pipeline, OutcomeStatus status, TimeSpan duration, int attempts, string? operationKey, string? code);

    [LoggerMessage(1001, LogLevel.Debug, "Pipeline '{Pipeline}', attempt {Attempt} failed: {Code}. Operation: {OperationKey}")]
    public static partial void AttemptFailed(
        ILogger logger, Exception? exception, string pipeline, int attempt, string? code, string? operationKey);

    [LoggerMessage(1002, LogLevel.Information,
        "Pipeline '{Pipeline}', {Strategy}: attempt {Attempt} failed with {Code}; next attempt in {Delay}. "
        + "Operation: {OperationKey}")]
    public static partial void Retrying(
        ILogger logger, string pipeline, string? strategy, int attempt, string? code, TimeSpan delay, string? operationKey);

    [LoggerMessage(1003, LogLevel.Warning,
        "Pipeline '{Pipeline}', {Strategy}: gave up after attempt {Attempt} with {Code}. "
        + "Operation: {OperationKey}")]
    public static partial void RetriesExhausted(
        ILogger logger, Exception? exception, string pipeline, string? strategy, int attempt, string? code, string? operationKey);

    [LoggerMessage(1004, LogLevel.Warning,
        "Pipeline '{Pipeline}', {Strategy}: attempt {Attempt} did not end within {Timeout}. "
        + "Operation: {OperationKey}")]
    public static partial void TimedOut(
        ILogger logger, string pipeline, string? strategy, int attempt, TimeSpan timeout, string? operationKey);

    [LoggerMessage(1005, LogLevel.Warning, "Pipeline '{Pipeline}', {Strategy}: replaced {Code} by a fallback. Operation: {OperationKey}")]
    public static partial void FallbackUsed(
        ILogger logger, Exception? exception, string pipeline, string? strategy, string? code, string? operationKey);

    [LoggerMessage(1006, LogLevel.Debug, "Pipeline '{Pipeline}', {Strategy}: refused the call with {Code}. Operation: {OperationKey}")]
    public static partial void Rejected(ILogger logger, string pipeline, string? strategy, string? code, string? operationKey);

    [LoggerMessage(1007, LogLevel.Error, "Pipeline '{Pipeline}', {Strategy}: a handler failed and was left out. Operation: {OperationKey}")]
    public static partial void CallbackFailed(
        ILogger logger, Exception? exception, string pipeline, string? strategy, string? operationKey);

    [LoggerMessage(1008, LogLevel.Debug, "Pipeline '{Pipeline}': work left behind at its deadline has ended: {Code}")]
    public static partial void AbandonedWorkEnded(ILogger logger, Exception? exception, string pipeline, string? code);

    [LoggerMessage(1009, LogLevel.Information, "Pipeline '{Pipeline}': its inside was swapped")]
    public static partial void PipelineSwapped(ILogger logger, string pipeline);

    [LoggerMessage(1010, LogLevel.Error, "Pipeline '{Pipeline}': a listener of type {Listener} failed and was left out for {Kind}")]
    public static partial void ListenerFailed(
        ILogger logger, Exception exception, string pipeline, string listener, ResilienceEventKind kind);

    [LoggerMessage(1011, LogLevel.Warning, "Pipeline '{Pipeline}' was built with a hazard: {Code}: {Message}")]
    public static partial void HazardFound(ILogger logger, string pipeline, string code, string message);

    [LoggerMessage(1012, LogLevel.Warning, "Pipeline '{Pipeline}', {Strategy}: the circuit changed: {Reason}")]
    public static partial void CircuitStateChanged(ILogger logger, string pipeline, string? strategy, string? reason);

    [LoggerMessage(1013, LogLevel.Information,
        "Pipeline '{Pipeline}', {Strategy}: started attempt {Attempt} beside those that run; what failed before: {Code}. "
        + "Operation: {OperationKey}")]
    public static partial void Hedging(
        ILogger logger, string pipeline, string? strategy, int attempt, string? code, string? operationKey);

    [LoggerMessage(1014, LogLevel.Information, "Pipeline '{Pipeline}', {Strategy}: injected {Reason}. Operation: {OperationKey}")]
    public static partial void ChaosInjected(ILogger logger, string pipeline, string? strategy, string? reason, string? operationKey);

    [LoggerMessage(1015, LogLevel.Information, "Pipeline '{Pipeline}', {Strategy}: the limit changed: {Reason}")]
    public static partial void LimitChanged(ILogger logger, string pipeline, string? strategy, string? reason);

    [LoggerMessage(1017, LogLevel.Error, "A handler that was told of changes of the registry failed and was left out")]
    public static partial void RegistryHandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(1016, LogLevel.Debug,
        "Pipeline '{Pipeline}', {Strategy}: shadow mode let a call be that would have met {Code}. Operation: {OperationKey}")]
    public static partial void ShadowDecision(ILogger logger, string pipeline, string? strategy, string? code, string? operationKey);
}
