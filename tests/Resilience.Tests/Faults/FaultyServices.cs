using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience.Faults;

/// <summary>The objects of a user that a pipeline calls: classifier, listener and log.</summary>
internal sealed class FaultyServices(FaultInjector injector) : IFailureClassifier, IResilienceListener, ILoggerFactory, ILogger
{
    public Failure Classify(Exception exception)
    {
        injector.At(Site.Classifier);
        return FailureClassifier.Default.Classify(exception);
    }

    public void OnEvent(in ResilienceEvent resilienceEvent) => injector.At(Site.Listener);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        injector.At(Site.Logger);

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
