namespace Resilience.Orchestration;

/// <summary>A stage, ready to run.</summary>
internal sealed class Stage<T>
{
    public required StageInfo Info { get; init; }

    /// <summary>The breaker and the timeout around everything else.</summary>
    public required ResiliencePipeline<T> Guard { get; init; }

    /// <summary>What the stage does; null for a group.</summary>
    public Func<StageContext, T, CancellationToken, ValueTask<T>>? Body { get; init; }

    public Func<StageContext, T, CancellationToken, ValueTask<T>>? DegradedBody { get; init; }

    public ParallelGroup<T>? Group { get; init; }

    public ResiliencePipeline? Pipeline { get; init; }

    public ResiliencePipeline<T>? TypedPipeline { get; init; }

    public Func<T, bool>? Condition { get; init; }

    public TimeSpan? Timeout { get; init; }

    public int MaxMitigations { get; init; }

    /// <summary>The circuits that the stage needs: its own, and those of its branches.</summary>
    public required CircuitBreaker[] Circuits { get; init; }

    /// <summary>What became of the stage in a run that does not come to it.</summary>
    public StageResult NotRun => field ??= new() { Stage = Info, Status = StageStatus.NotRun, Recorded = StageStatus.NotRun };

    public bool HasPipeline => Pipeline is not null || TypedPipeline is not null;

    /// <summary>Whether the stage's code can be started several times from one context.</summary>
    public bool MayRepeat => HasPipeline || Group is not null;
}
