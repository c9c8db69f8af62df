using Microsoft.Extensions.Logging;

namespace Resilience.Health.Modes;

/// <summary>The log messages of the operation mode, ids 1220 to 1239.</summary>
internal static partial class ModeLog
{
    /// <summary>Written after the mode has changed; a warning if it has become worse.</summary>
    public static void Changed(ILogger logger, ModeChange change)
    {
        LogLevel level = change.To > change.From ? LogLevel.Warning : LogLevel.Information;
        Changed(logger, level, change.From, change.To, change.Reason, change.Author);
    }

    [LoggerMessage(1221, LogLevel.Information, "Component '{Component}' is marked ({Severity}): {Reason}")]
    public static partial void Marked(ILogger logger, string component, ComponentSeverity severity, string reason);

    [LoggerMessage(1222, LogLevel.Information, "Component '{Component}' is well again")]
    public static partial void Unmarked(ILogger logger, string component);

    [LoggerMessage(1223, LogLevel.Error, "A handler that was told of a change of the operation mode threw")]
    public static partial void HandlerFailed(ILogger logger, Exception error);

    [LoggerMessage(1224, LogLevel.Error, "The rules of the operation mode threw; the default ones have judged instead")]
    public static partial void RulesFailed(ILogger logger, Exception error);

    [LoggerMessage(EventId = 1220, Message = "Operation mode: {From} → {To}: {Reason} ({Author})")]
    private static partial void Changed(
        ILogger logger, LogLevel level, OperationMode from, OperationMode to, string reason, string? author);
}
