using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Resilience.Telemetry;

/// <summary>
/// Where one pipeline's events go: listeners, instruments, log. An execution asks once whether anybody measures, and pays nothing if not.
/// </summary>
internal sealed class PipelineTelemetry
{
    private readonly IResilienceListener[] _listeners;
    private readonly ILogger? _logger;
    private readonly KeyValuePair<string, object?> _pipelineTag;
    private readonly bool _alwaysMeasures;
    private readonly bool _hearsAll;
    private readonly Histogram<double> _pipelineDuration;
    private readonly Histogram<double> _attemptDuration;
    private readonly Counter<long>?[] _counters;
    private bool _tellsAttempts = true;
    private bool _tellsExecutions = true;

    public PipelineTelemetry(string pipelineName, Instruments instruments, IEnumerable<IResilienceListener> listeners, ILogger? logger)
    {
        PipelineName = pipelineName;
        _pipelineDuration = instruments.PipelineDuration;
        _attemptDuration = instruments.AttemptDuration;
        _counters = instruments.Counters;
        _listeners = [.. listeners];
        _logger = logger;
        _pipelineTag = new(TelemetryNames.PipelineName, pipelineName);
        _hearsAll = _listeners.Length > 0 || logger is not null;
        _alwaysMeasures = _listeners.Length > 0 || logger?.IsEnabled(LogLevel.Trace) == true;
    }

    public string PipelineName { get; }

    /// <summary>Whether somebody wants to know how long executions or attempts take.</summary>
    public bool Measures
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _pipelineDuration.Enabled || _alwaysMeasures || _attemptDuration.Enabled;
    }

    /// <summary>Whether an event of this kind would reach anybody.</summary>
    public bool Hears(ResilienceEventKind kind) => _hearsAll || _counters[(int)kind] is { Enabled: true };

    /// <summary>The same for kinds that no counter counts.</summary>
    public bool HearsEverything => _hearsAll;

    /// <summary>
    /// The same for one part of a pipeline that middlewares divide: only the innermost part starts the user's callback, and only the
    /// outermost ends the execution.
    /// </summary>
    public PipelineTelemetry ForPart(bool isInnermost, bool isOutermost)
    {
        var part = (PipelineTelemetry)MemberwiseClone();
        part._tellsAttempts = isInnermost;
        part._tellsExecutions = isOutermost;
        return part;
    }

    /// <summary>An attempt has ended. With no code, it succeeded.</summary>
    public void AttemptEnded(TimeSpan duration, string? code)
    {
        if (_attemptDuration.Enabled && _tellsAttempts)
            Record(_attemptDuration, duration, code, OutcomeTags.Failure);
    }

    /// <summary>An execution has ended.</summary>
    public void ExecutionEnded(TimeSpan duration, OutcomeStatus status, string? code, int attempts, string? operationKey)
    {
        if (!_tellsExecutions)
            return;
        if (_pipelineDuration.Enabled)
            Record(_pipelineDuration, duration, code, OutcomeTags.Of(status));

        if (_alwaysMeasures)
        {
            Publish(new(ResilienceEventKind.ExecutionCompleted, PipelineName)
            {
                Status = status,
                Code = code,
                Duration = duration,
                Attempt = attempts,
                OperationKey = operationKey,
            });
        }
    }

    /// <summary>
    /// Sends an event to whoever listens: counters first, then listeners in the order in which they were added, then the log.
    /// </summary>
    public void Publish(in ResilienceEvent happened)
    {
        try
        {
            Count(happened);
        }
        catch (Exception)
        {
            // Whoever listens to the meter is at fault, and has no one to be told by.
        }

        foreach (IResilienceListener listener in _listeners)
        {
            try
            {
                listener.OnEvent(happened);
            }
            catch (Exception exception)
            {
                LogListenerFailed(exception, listener, happened.Kind);
            }
        }

        try
        {
            if (_logger is not null)
                EventLog.Write(_logger, happened);
        }
        catch (Exception)
        {
            // A log that cannot be written to must not fail the call that it would have told of.
        }
    }

    /// <summary>Tells the log of a hazard that the pipeline was built with.</summary>
    public void HazardFound(string code, string message)
    {
        if (_logger is not null)
            Log.HazardFound(_logger, PipelineName, code, message);
    }

    private void LogListenerFailed(Exception exception, IResilienceListener listener, ResilienceEventKind kind)
    {
        try
        {
            if (_logger is not null)
                Log.ListenerFailed(_logger, exception, PipelineName, listener.GetType().Name, kind);
        }
        catch (Exception)
        {
            // As in Publish.
        }
    }

    private void Record(Histogram<double> histogram, TimeSpan duration, string? code, KeyValuePair<string, object?> failed)
    {
        try
        {
            if (code is null)
                histogram.Record(duration.TotalSeconds, _pipelineTag, OutcomeTags.Success);
            else
                histogram.Record(duration.TotalSeconds, _pipelineTag, failed, new(TelemetryNames.ErrorType, code));
        }
        catch (Exception)
        {
            // As in Publish.
        }
    }

    private void Count(in ResilienceEvent happened)
    {
        if (_counters[(int)happened.Kind] is not { Enabled: true } counter)
            return;
        KeyValuePair<string, object?> strategy = new(TelemetryNames.StrategyName, happened.Strategy);
        if (happened.Code is null)
            counter.Add(1, _pipelineTag, strategy);
        else
            counter.Add(1, _pipelineTag, strategy, new(TelemetryNames.ErrorType, happened.Code));
    }
}
