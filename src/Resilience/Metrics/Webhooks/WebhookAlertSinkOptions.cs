using Microsoft.Extensions.Logging;

namespace Resilience.Metrics.Webhooks;

/// <summary>The options of a <see cref="WebhookAlertSink"/>.</summary>
public sealed class WebhookAlertSinkOptions
{
    /// <summary>What the receiver understands. Default: <see cref="WebhookFormat.Json"/>.</summary>
    public WebhookFormat Format { get; set; } = WebhookFormat.Json;

    /// <summary>
    /// Alerts below this level are not sent; the end of a trouble is sent if its alert was. Default: <see cref="AlertLevel.Warning"/>.
    /// </summary>
    public AlertLevel MinimumLevel { get; set; } = AlertLevel.Warning;

    /// <summary>The integration key of PagerDuty, which needs it. It is a secret. Null by default.</summary>
    public string? RoutingKey { get; set; }

    /// <summary>Headers of every request, such as <c>Authorization</c>. Their values are secrets. Empty by default.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How alerts name the sender: 1 to 128 characters. Default: "resilience".</summary>
    public string Source { get; set; } = "resilience";

    /// <summary>How many alerts may wait: 1 to 100,000. What comes when so many wait is dropped and counted. Default: 1,000.</summary>
    public int QueueLimit { get; set; } = 1_000;

    /// <summary>How often an alert is sent at most: 1 to 20. Default: 4.</summary>
    public int MaxAttempts { get; set; } = 4;

    /// <summary>
    /// The times between attempts; an answer with <c>Retry-After</c> makes them longer. Default: exponential from 500 ms, at most 30 s.
    /// </summary>
    public Backoff Backoff { get; set; } = Backoff.Exponential(TimeSpan.FromMilliseconds(500));

    /// <summary>How long one attempt may take: 1 ms to 5 minutes. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After how many failed attempts in a row the receiver is left alone for 30 seconds, and longer if it goes on: 1 to 1,000. Default: 8.
    /// </summary>
    public int FailuresToBreak { get; set; } = 8;

    /// <summary>How long disposing waits for what is in the queue: 0 to 10 minutes. Default: 5 seconds.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where is written that an alert was lost (id 1164); null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }
}
