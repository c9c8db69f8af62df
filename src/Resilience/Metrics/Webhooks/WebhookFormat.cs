namespace Resilience.Metrics.Webhooks;

/// <summary>What a webhook understands.</summary>
public enum WebhookFormat : byte
{
    /// <summary>JSON with all that is known of an alert, for a receiver of your own.</summary>
    Json,

    /// <summary>An incoming webhook of Slack: one line of plain text.</summary>
    Slack,

    /// <summary>Version 2 of PagerDuty's events: an alert triggers, its end resolves, repeated ones are joined by their key.</summary>
    PagerDuty,
}
