using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Resilience.Checkpoints;
using Resilience.Metrics;
using Resilience.Metrics.Alerts;
using Resilience.Metrics.Traces;
using Resilience.Pipelines;
using Resilience.Risks;

namespace Resilience;

/// <summary>
/// Writes a trace at the end of every run, successful or not: a JSON file (<see cref="RunTrace"/>), and a report in HTML if asked for. The
/// hash of the file goes into the run's final record. That a trace cannot be written is logged and counted, and fails no run. See
/// <c>docs/traces.md</c>.
/// </summary>
public sealed class RunTraceWriter : RunObserver
{
    private readonly ConditionalWeakTable<RunInfo, RunNotes> _runs = [];
    private readonly RunTraceWriterOptions _options;
    private readonly RunAlertRules _rules;
    private readonly RiskLabels _labels;
    private readonly TraceComposer _composer;
    private readonly TraceShelf _shelf;
    private long _written;
    private long _failed;

    /// <summary>Makes a writer.</summary>
    /// <param name="folder">
    /// Where traces go, in a folder for each pipeline. What is missing of it is made, private to the user; it must not be writable for
    /// everyone.
    /// </param>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is null or empty, or an option that is needed is null.</exception>
    public RunTraceWriter(string folder, RunTraceWriterOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new();
        OptionErrors.Check("run trace writer", errors =>
        {
            errors.Required(nameof(options.Redaction), options.Redaction);
            errors.Required(nameof(options.TimeProvider), options.TimeProvider);
        });
        _options = new()
        {
            DescribeRisk = options.DescribeRisk,
            Redaction = options.Redaction,
            IncludeExceptionMessages = options.IncludeExceptionMessages,
            WriteHtml = options.WriteHtml,
            OnWritten = options.OnWritten,
            TimeProvider = options.TimeProvider,
            Logger = options.Logger,
        };
        _rules = new(_options.TimeProvider, _options.Redaction);
        _labels = new(_options.DescribeRisk);
        _composer = new(_options, _labels);
        _shelf = new(folder);
    }

    /// <summary>How many traces were written.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>How many could not be written.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <inheritdoc />
    public override void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration)
    {
        _labels.Remember(assessment);
        NotesOf(stage.Run).Assessed(stage, assessment, duration);
    }

    /// <inheritdoc />
    public override void OnMitigated(StageContext stage, MitigationReport report) => NotesOf(stage.Run).Mitigated(stage, report);

    /// <inheritdoc />
    public override void OnStageEnded(RunInfo run, StageResult result) => NotesOf(run).StageEnded(run, result);

    /// <inheritdoc />
    public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) => NotesOf(run).Checkpoint(record, duration);

    /// <inheritdoc />
    public override ValueTask<string?> OnRunEndingAsync(RunReport report)
    {
        WrittenTrace? written = null;
        try
        {
            written = Write(report);
            Interlocked.Increment(ref _written);
        }
        catch (Exception exception)
        {
            Interlocked.Increment(ref _failed);
            string code = exception is ResilienceException known ? known.Code : exception.GetType().Name;
            if (_options.Logger is { } logger)
                MetricsLog.TraceNotWritten(logger, report.Run.Pipeline, report.Run.RunId, code);
        }

        Tell(written, report.Run);
        return new(written?.Hash);
    }

    private WrittenTrace Write(RunReport report)
    {
        RunTrace trace = NotesOf(report.Run).Trace(report, _composer);
        byte[] json = trace.ToJson();
        string path = _shelf.Write(report.Run, trace.EndedAt, json, _options.WriteHtml ? Html(trace) : null);
        return new(path, Convert.ToHexStringLower(SHA256.HashData(json)), trace);
    }

    private static byte[] Html(RunTrace trace)
    {
        using var text = new StringWriter();
        trace.WriteHtml(text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Tell(WrittenTrace? written, RunInfo run)
    {
        if (written is null || _options.OnWritten is not { } handler)
            return;
        try
        {
            handler(written);
        }
        catch (Exception exception)
        {
            if (_options.Logger is { } logger)
                MetricsLog.TraceHandlerFailed(logger, run.Pipeline, run.RunId, exception.GetType().Name);
        }
    }

    private RunNotes NotesOf(RunInfo run) => _runs.GetValue(run, _ => new(_rules));
}
