using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience.AotSmoke;

/// <summary>Events reach listeners, loggers and meters.</summary>
internal static class TelemetryScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("telemetry");
        SortedSet<string> instruments = [];
        using MeterListener meters = new();
        meters.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "Resilience")
            {
                instruments.Add(instrument.Name);
                self.EnableMeasurementEvents(instrument);
            }
        };
        meters.Start();

        ResiliencePipelineBuilder builder = new() { Name = "observed", LoggerFactory = new PrintingLoggerFactory() };
        builder.Listeners.Add(new PrintingListener());
        ResiliencePipeline pipeline = builder.AddRetry(new() { Backoff = Backoff.None }).Build();
        await pipeline.ExecuteAsync(new Service(1).AnswerAsync);

        Stage.Say("instruments", string.Join(", ", instruments));
    }

    private sealed class PrintingListener : IResilienceListener
    {
        public void OnEvent(in ResilienceEvent resilienceEvent) => Stage.Say("event", $"{resilienceEvent.Kind} {resilienceEvent.Strategy}");
    }

    private sealed class PrintingLoggerFactory : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Stage.Say("log", $"{logLevel} {eventId.Id}");

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
