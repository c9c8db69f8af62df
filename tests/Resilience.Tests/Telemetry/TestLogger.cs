using Microsoft.Extensions.Logging;

namespace Resilience.Telemetry;

/// <summary>Keeps what is logged, in order; it is its own factory.</summary>
public sealed class TestLogger(LogLevel minimum = LogLevel.Trace) : ILogger, ILoggerFactory
{
    public List<(int Id, LogLevel Level, string Text, Exception? Exception)> Entries { get; } = [];

    public List<string> Categories { get; } = [];

    /// <summary>Called with the id of what has just been logged.</summary>
    public Action<int>? Logged { get; set; }

    public ILogger CreateLogger(string categoryName)
    {
        Categories.Add(categoryName);
        return this;
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Entries.Add((eventId.Id, logLevel, formatter(state, exception), exception));
        Logged?.Invoke(eventId.Id);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
