using System.Threading.Channels;
using Resilience.Metrics;
using Resilience.Metrics.Webhooks;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Sends alerts to a webhook: JSON for a receiver of your own, Slack, or PagerDuty. Alerts wait in a bounded queue and are sent one after
/// the other in the background, so that no run waits for a receiver. Each is sent through a pipeline of this library: timeout, retries,
/// circuit breaker. Redirections are failures.
/// </summary>
/// <remarks>
/// The address is a secret, as are the headers: they are in no message, snapshot, log line or exception. It must be https, but for a
/// receiver on the same machine.
/// </remarks>
public sealed class WebhookAlertSink : IAlertSink, IAsyncDisposable
{
    private const int MostOpenKeys = 4_096;

    private readonly WebhookAlertSinkOptions _options;
    private readonly WebhookChannel _channel;
    private readonly Channel<Alert> _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private Task? _work;
    private long _delivered;
    private long _failed;
    private long _dropped;
    private string? _lastError;

    /// <summary>Makes a sink. It sends nothing before the first alert.</summary>
    /// <param name="url">The address.</param>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="url"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// The address is not absolute or not https, or options are out of their ranges; the message lists all of these, without the address.
    /// </exception>
    public WebhookAlertSink(Uri url, WebhookAlertSinkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        options ??= new();
        if (!url.IsAbsoluteUri || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            throw new ArgumentException("The address of a webhook must be absolute and https; http is for this machine only.", nameof(url));
        OptionErrors.Check("webhook", errors => WebhookOptionsCheck.Validate(options, errors));
        _options = WebhookOptionsCheck.Copy(options);
        _channel = new(url, _options);
        _queue = Channel.CreateBounded<Alert>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
    }

    /// <summary>
    /// Puts an alert into the queue. Never waits: if the queue is full, or the sink disposed of, the alert is dropped and counted.
    /// </summary>
    /// <param name="alert">The alert.</param>
    /// <exception cref="ArgumentNullException"><paramref name="alert"/> is null.</exception>
    public void Send(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        lock (_gate)
        {
            if (!IsWanted_NeedsLock(alert))
                return;
            if (!_queue.Writer.TryWrite(alert))
            {
                Interlocked.Increment(ref _dropped);
                return;
            }

            if (!alert.IsResolved && _open.Count < MostOpenKeys)
                _open.Add(alert.Key);
            _work ??= Start();
        }
    }

    /// <summary>Counts, and how the receiver is.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public WebhookSnapshot Snapshot() => new()
    {
        Queued = _queue.Reader.Count,
        Delivered = Interlocked.Read(ref _delivered),
        Failed = Interlocked.Read(ref _failed),
        Dropped = Interlocked.Read(ref _dropped),
        LastError = Volatile.Read(ref _lastError),
        Circuit = _channel.Breaker.State,
    };

    /// <summary>
    /// Sends what is in the queue, for as long as <see cref="WebhookAlertSinkOptions.DrainTimeout"/> allows; the rest is dropped and
    /// counted.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        Task? work;
        lock (_gate)
        {
            _queue.Writer.TryComplete();
            work = _work;
        }

        if (work is not null)
        {
            Task drained = await Task.WhenAny(work, Task.Delay(_options.DrainTimeout, _options.TimeProvider, _stop.Token))
                .ConfigureAwait(false);
            await _stop.CancelAsync().ConfigureAwait(false);
            if (drained != work)
                await work.ConfigureAwait(false); // it ends at its next step: every step listens to the token
        }

        while (_queue.Reader.TryRead(out _))
            Interlocked.Increment(ref _dropped);
        _channel.Dispose();
    }

    /// <summary>The kind of receiver, and nothing of its address.</summary>
    public override string ToString() => $"webhook ({_options.Format})";

    // The end of a trouble that was not told would be noise.
    private bool IsWanted_NeedsLock(Alert alert) => alert.IsResolved ? _open.Remove(alert.Key) : alert.Level >= _options.MinimumLevel;

    // What flows with the run that happens to be the first (activities, scopes of logs) is not to stay with the sink.
    private Task Start()
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run(WorkAsync);
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (Alert alert in _queue.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
                await TryDeliverAsync(alert).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // What is left is counted by whoever cancelled.
        }
    }

    private async Task TryDeliverAsync(Alert alert)
    {
        try
        {
            await DeliverAsync(alert).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // One alert that cannot be made into a document must not keep the others.
            Fail(exception.GetType().Name);
        }
    }

    private async Task DeliverAsync(Alert alert)
    {
        byte[] json = WebhookPayloads.Of(alert, _options.Format, _options.Source, _options.RoutingKey);
        Outcome<WebhookAnswer> outcome = await _channel.SendAsync(json, _stop.Token).ConfigureAwait(false);
        while (outcome.IsRejected && !_stop.IsCancellationRequested)
        {
            // The receiver is left alone for a while; the queue is the bound of what waits for it.
            TimeSpan wait = outcome.RetryAfter ?? TimeSpan.FromSeconds(1);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), _options.TimeProvider, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            outcome = await _channel.SendAsync(json, _stop.Token).ConfigureAwait(false);
        }

        if (_stop.IsCancellationRequested && !outcome.IsSuccess)
            Interlocked.Increment(ref _dropped);
        else if (outcome.TryGetResult(out WebhookAnswer answer) && answer.ToFailure() is null)
            Interlocked.Increment(ref _delivered);
        else
            Fail(outcome.IsSuccess ? $"{answer.ToFailure()?.Code} {answer}" : outcome.Code!);
    }

    private void Fail(string reason)
    {
        Volatile.Write(ref _lastError, reason);
        long lost = Interlocked.Increment(ref _failed);
        try
        {
            if (_options.Logger is { } logger)
                MetricsLog.NotDelivered(logger, ToString(), reason, lost);
        }
        catch (Exception)
        {
            // A log that cannot be written to must not end the work.
        }
    }
}
