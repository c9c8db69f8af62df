using Microsoft.Extensions.Logging;

namespace Resilience.Metrics;

/// <summary>The log messages of this room, ids 1160 to 1199. They hold no texts but redacted ones.</summary>
internal static partial class MetricsLog
{
    [LoggerMessage(1160, LogLevel.Error, "Run '{Pipeline}/{Run}': its trace was not written: {Code}")]
    public static partial void TraceNotWritten(ILogger logger, string pipeline, string run, string code);

    [LoggerMessage(1161, LogLevel.Error, "A sink of type {Sink} failed for an alert: {Exception}")]
    public static partial void SinkFailed(ILogger logger, string sink, string exception);

    [LoggerMessage(EventId = 1162, Message = "Alert '{Key}': {Message} Run: {Run}; error: {Code}; held back before: {Suppressed}")]
    public static partial void Alert(
        ILogger logger, LogLevel level, string key, string message, string? run, string? code, long suppressed);

    [LoggerMessage(1163, LogLevel.Information, "Alert '{Key}' is over: {Message} Run: {Run}")]
    public static partial void Resolved(ILogger logger, string key, string message, string? run);

    [LoggerMessage(1164, LogLevel.Warning, "The {Sink} did not deliver an alert: {Reason}; lost so far: {Lost}")]
    public static partial void NotDelivered(ILogger logger, string sink, string reason, long lost);

    [LoggerMessage(1165, LogLevel.Error, "Run '{Pipeline}/{Run}': a handler of its trace failed: {Exception}")]
    public static partial void TraceHandlerFailed(ILogger logger, string pipeline, string run, string exception);
}
