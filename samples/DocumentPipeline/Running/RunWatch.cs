using System.Collections.Concurrent;
using Resilience;
using Resilience.Metrics.Traces;

namespace DocumentPipeline.Running;

/// <summary>Watches runs for whoever asks afterwards: metrics, alerts, and a trace with its report in the output folder.</summary>
internal sealed class RunWatch
{
    private readonly ConcurrentQueue<Alert> _alerts = [];
    private readonly OrchestratorMetrics _metrics;

    public RunWatch(OutputFolder output, TimeProvider timeProvider)
    {
        _metrics = new OrchestratorMetrics(new() { DescribeRisk = Find, TimeProvider = timeProvider });
        var center = new AlertCenter(new() { TimeProvider = timeProvider, Sinks = { new CallbackAlertSink(_alerts.Enqueue) } });
        var traces = new RunTraceWriter(output.Traces, new()
        {
            DescribeRisk = Find,
            OnWritten = written => Trace = written,
            TimeProvider = timeProvider,
            WriteHtml = true,
        });
        Observers = [_metrics, new RunAlerts(center), traces];
    }

    /// <summary>Those who watch.</summary>
    public IReadOnlyList<RunObserver> Observers { get; }

    /// <summary>The alerts so far.</summary>
    public IReadOnlyList<Alert> Alerts => [.. _alerts];

    /// <summary>The trace of the run; null before its end, and for a run that had finished before.</summary>
    public WrittenTrace? Trace { get; private set; }

    /// <summary>What was counted, as text.</summary>
    public string Summary()
    {
        using var text = new StringWriter();
        _metrics.Snapshot().PrintSummary(text);
        return text.ToString().TrimEnd();
    }

    private static RiskDefinition? Find(string id) => RiskCatalog.DocumentAnalysis.FirstOrDefault(risk => risk.Id == id);
}
