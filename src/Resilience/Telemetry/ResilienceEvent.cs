namespace Resilience.Telemetry;

/// <summary>Something that happened in a pipeline. It carries no payload: neither results nor state.</summary>
public readonly struct ResilienceEvent
{
    internal ResilienceEvent(ResilienceEventKind kind, string pipeline)
    {
        Kind = kind;
        Pipeline = pipeline;
    }

    /// <summary>What happened.</summary>
    public ResilienceEventKind Kind { get; }

    /// <summary>The name of the pipeline.</summary>
    public string Pipeline { get; }

    /// <summary>The name of the strategy; null if the event is the pipeline's.</summary>
    public string? Strategy { get; init; }

    /// <summary>The operation key of the call's context; null if there is none.</summary>
    public string? OperationKey { get; init; }

    /// <summary>The attempt, from 1; 0 if the event is not about one.</summary>
    public int Attempt { get; init; }

    /// <summary>A time, as the kind of event says; zero if it says nothing.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How the execution ended; only <see cref="ResilienceEventKind.ExecutionCompleted"/> says it.</summary>
    public OutcomeStatus Status { get; init; }

    /// <summary>The stable error code; null for a success, and where the kind of event has none.</summary>
    public string? Code { get; init; }

    /// <summary>What a component says of its own decision, in a few words; null where the kind of event has none.</summary>
    public string? Reason { get; init; }

    /// <summary>The failure's exception, if there is one. Its message may hold what must not be logged.</summary>
    public Exception? Exception { get; init; }
}
