using Microsoft.Extensions.Logging;

namespace Resilience.FanOut;

/// <summary>The log messages of groups, chains and balancers, ids 1240 to 1259.</summary>
internal static partial class FanOutLog
{
    [LoggerMessage(1240, LogLevel.Error, "A handler that was told of a change of '{Name}' threw")]
    public static partial void HandlerFailed(ILogger logger, Exception error, string name);
}
