namespace Resilience.Metrics.Webhooks;

/// <summary>What a <see cref="WebhookAlertSink"/> knows, at one moment. The address is not part of it.</summary>
public sealed record WebhookSnapshot
{
    /// <summary>How many alerts wait.</summary>
    public required int Queued { get; init; }

    /// <summary>How many alerts the receiver has accepted.</summary>
    public required long Delivered { get; init; }

    /// <summary>How many it did not accept, however often they were sent.</summary>
    public required long Failed { get; init; }

    /// <summary>How many were never sent: the queue was full, or the sink was disposed of.</summary>
    public required long Dropped { get; init; }

    /// <summary>Why the last alert failed: a stable error code, with the status of the answer; null if none has.</summary>
    public string? LastError { get; init; }

    /// <summary>The state of the receiver's circuit.</summary>
    public required CircuitState Circuit { get; init; }
}
