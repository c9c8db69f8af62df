using Microsoft.Extensions.Logging;

namespace Resilience.Hosting;

/// <summary>The log messages of this package, ids 1400 to 1449. Messages of exceptions are left to the exception's own rendering.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1400, LogLevel.Information, "Pipeline '{Pipeline}': {Count} interrupted run(s) to go on with")]
    public static partial void Recovering(ILogger logger, string pipeline, int count);

    [LoggerMessage(1401, LogLevel.Error, "Pipeline '{Pipeline}': its interrupted runs cannot be listed, and are not recovered")]
    public static partial void ListingFailed(ILogger logger, Exception exception, string pipeline);

    [LoggerMessage(1402, LogLevel.Information, "Run '{Pipeline}/{Run}' went on and ended: {Status}")]
    public static partial void Recovered(ILogger logger, string pipeline, string run, RunResultStatus status);

    [LoggerMessage(1403, LogLevel.Error, "Run '{Pipeline}/{Run}' cannot be recovered")]
    public static partial void RecoveryFailed(ILogger logger, Exception exception, string pipeline, string run);

    [LoggerMessage(1404, LogLevel.Information, "Run '{Pipeline}/{Run}' is not recovered: somebody else goes on with it")]
    public static partial void SomebodyElse(ILogger logger, string pipeline, string run);

    [LoggerMessage(1405, LogLevel.Information, "Pipeline '{Pipeline}': {Count} run(s) are interrupted by the shutdown")]
    public static partial void Draining(ILogger logger, string pipeline, int count);

    [LoggerMessage(1406, LogLevel.Error, "Pipeline '{Pipeline}' cannot be drained")]
    public static partial void DrainFailed(ILogger logger, Exception exception, string pipeline);

    [LoggerMessage(1407, LogLevel.Warning, "Pipeline '{Pipeline}': {Count} run(s) have not stopped when the host gave up waiting for them")]
    public static partial void NotStopped(ILogger logger, string pipeline, int count);

    [LoggerMessage(1410, LogLevel.Information, "Configuration {Version} is in force; it has {Count} operation(s)")]
    public static partial void ConfigurationTaken(ILogger logger, int version, int count);

    [LoggerMessage(1411, LogLevel.Error, "The configuration is not valid, and the last good one stays in force: {Errors}")]
    public static partial void ConfigurationRefused(ILogger logger, string errors);

    [LoggerMessage(1412, LogLevel.Error, "The configuration cannot be read, and the last good one stays in force")]
    public static partial void ConfigurationUnreadable(ILogger logger, Exception exception);

    [LoggerMessage(1413, LogLevel.Error, "A handler that was told of the configuration threw")]
    public static partial void ConfigurationHandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(1414, LogLevel.Warning, "Settings that are not applied: {Settings}")]
    public static partial void ConfigurationNotApplied(ILogger logger, string settings);
}
