namespace Resilience;

/// <summary>What became of a run, without its context.</summary>
public sealed record RunReport
{
    /// <summary>The run.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>How it ended.</summary>
    public required RunResultStatus Status { get; init; }

    /// <summary>The hash of the pipeline's definition.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>All stages of the pipeline, in their order, those that did not run included.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init; }

    /// <summary>How long this owner worked on it.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What ended the run; null if it completed, or was cancelled.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>The run from which this one was forked; null if it was not.</summary>
    public string? ForkedFrom { get; init; }
}
