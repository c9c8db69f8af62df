using Resilience.Metrics;
using Resilience.Metrics.Alerts;
using Resilience.Pipelines;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Where alerts come together: holds back those that repeat, and takes the others to its sinks. Fed by runs (<see cref="RunAlerts"/>), by
/// pipelines (<see cref="PipelineAlerts"/>), by circuit breakers (<see cref="Watch"/>) and by your own code. Safe to use from many threads;
/// see <c>docs/metrics-and-alerts.md</c>.
/// </summary>
public sealed class AlertCenter
{
    private readonly AlertCenterOptions _options;
    private readonly IAlertSink[] _sinks;
    private readonly Lock _gate = new();
    private readonly AlertBook _book;
    private readonly Tally<AlertLevel> _raised = new();
    private readonly Queue<Alert> _recent = new();
    private long _suppressed;
    private long _sinkFailures;

    /// <summary>Makes a center.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public AlertCenter(AlertCenterOptions? options = null)
    {
        options ??= new();
        OptionErrors.Check("alert center", errors =>
        {
            errors.Between(nameof(options.Window), options.Window, TimeSpan.Zero, Require.LongestWait);
            errors.Between(nameof(options.KeyLimit), options.KeyLimit, 1, 100_000);
            errors.Between(nameof(options.HistoryLength), options.HistoryLength, 0, 10_000);
            errors.Required(nameof(options.Redaction), options.Redaction);
            errors.Required(nameof(options.TimeProvider), options.TimeProvider);
        });
        _options = new()
        {
            MinimumLevel = options.MinimumLevel,
            HistoryLength = options.HistoryLength,
            Redaction = options.Redaction,
            TimeProvider = options.TimeProvider,
            Logger = options.Logger,
        };
        _sinks = [.. options.Sinks];
        _book = new((long)(options.Window.TotalSeconds * options.TimeProvider.TimestampFrequency), options.KeyLimit);
    }

    internal TimeProvider TimeProvider => _options.TimeProvider;

    internal RedactionPolicy Redaction => _options.Redaction;

    /// <summary>Tells of an alert, unless one with its key was told within the window that was as urgent.</summary>
    /// <param name="alert">The alert. Its message is redacted here.</param>
    /// <returns>Whether it was told; false if it was held back.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="alert"/> is null.</exception>
    public bool Raise(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        long now = TimeProvider.GetTimestamp();
        string message = Line(alert.Message);
        lock (_gate)
        {
            _raised.Add(alert.Level);
            if (!_book.Admits(alert, now, out long suppressed))
            {
                _suppressed++;
                return false;
            }

            alert = alert with { Message = message, Suppressed = suppressed, IsResolved = false };
            Remember_NeedsLock(alert);
        }

        Send(alert, alert.Level);
        return true;
    }

    /// <summary>
    /// Tells that a trouble is over, if an alert with its key was told. What happens next under this key is told at once.
    /// </summary>
    /// <param name="key">The key of the alerts.</param>
    /// <param name="message">What is well again, for people.</param>
    /// <returns>Whether it was told.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public bool Resolve(string key, string message)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(message);
        DateTimeOffset now = TimeProvider.GetUtcNow();
        string line = Line(message);
        Alert alert;
        AlertLevel level;
        lock (_gate)
        {
            if (!_book.Close(key, out Alert? told, out long suppressed))
                return false;
            level = told.Level;
            alert = told with
            {
                Level = AlertLevel.Info,
                Message = line,
                Timestamp = now,
                Suppressed = suppressed,
                IsResolved = true,
            };
            Remember_NeedsLock(alert);
        }

        Send(alert, level);
        return true;
    }

    /// <summary>
    /// Has a circuit breaker's openings told as <see cref="AlertLevel.Critical"/>, and its closing as the end of it. One that is open
    /// already is told at once. No pipeline is needed for it.
    /// </summary>
    /// <param name="breaker">The breaker.</param>
    /// <returns>To be disposed of when no more is to be told.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="breaker"/> is null.</exception>
    public IDisposable Watch(CircuitBreaker breaker)
    {
        ArgumentNullException.ThrowIfNull(breaker);
        IDisposable subscription = breaker.Subscribe(Changed);
        if (breaker.State is CircuitState.Open or CircuitState.Isolated && breaker.Snapshot().History is [.., var last])
            Changed(last);
        return subscription;
    }

    /// <summary>Counts, open troubles and the last alerts.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public AlertCenterSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new()
            {
                Raised = _raised.Copy(),
                Suppressed = _suppressed,
                SinkFailures = Interlocked.Read(ref _sinkFailures),
                Open = [.. _book.Keys],
                Recent = [.. _recent],
            };
        }
    }

    private void Changed(CircuitTransition transition)
    {
        if (transition.To is CircuitState.Open or CircuitState.Isolated)
            Raise(CircuitAlerts.Opened(transition));
        else if (transition.To is not CircuitState.HalfOpen)
            Resolve(CircuitAlerts.Key(transition.Component), CircuitAlerts.Words(transition.Component, transition.ToString()));
    }

    // A message that could begin a new line could forge one in a log.
    private string Line(string message) => _options.Redaction.Redact(message)!.ReplaceLineEndings(" ");

    private void Remember_NeedsLock(Alert alert)
    {
        if (_options.HistoryLength == 0)
            return;
        if (_recent.Count == _options.HistoryLength)
            _recent.Dequeue();
        _recent.Enqueue(alert);
    }

    private void Send(Alert alert, AlertLevel level)
    {
        if (level < _options.MinimumLevel)
            return;
        foreach (IAlertSink sink in _sinks)
        {
            try
            {
                sink.Send(alert);
            }
            catch (Exception exception)
            {
                Interlocked.Increment(ref _sinkFailures);
                Report(sink, exception);
            }
        }
    }

    // The message of an exception may hold anything, the address of a webhook included: its type has to do.
    private void Report(IAlertSink sink, Exception exception)
    {
        try
        {
            if (_options.Logger is { } logger)
                MetricsLog.SinkFailed(logger, sink.GetType().Name, exception.GetType().Name);
        }
        catch (Exception)
        {
            // A log that cannot be written to must not fail the run that it would have told of.
        }
    }
}
