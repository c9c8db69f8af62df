namespace Resilience;

/// <summary>How a run has ended, and what it has made.</summary>
/// <typeparam name="TContext">The type of the pipeline's context.</typeparam>
public sealed class RunResult<TContext>
{
    internal RunResult(RunReport report, TContext context, bool isRecorded, string? hash)
    {
        Report = report;
        Context = context;
        IsRecorded = isRecorded;
        Hash = hash;
    }

    /// <summary>What became of the run and its stages.</summary>
    public RunReport Report { get; }

    /// <summary>How it ended.</summary>
    public RunResultStatus Status => Report.Status;

    /// <summary>Whether all stages are done.</summary>
    public bool IsCompleted => Status == RunResultStatus.Completed;

    /// <summary>
    /// The context after the last stage that was done. In a pipeline without checkpoints, risks and stage pipelines there are no
    /// copies: then it may be one that the stage which failed has touched.
    /// </summary>
    public TContext Context { get; }

    /// <summary>The run's id.</summary>
    public string RunId => Report.Run.RunId;

    /// <summary>All stages, in their order.</summary>
    public IReadOnlyList<StageResult> Stages => Report.Stages;

    /// <summary>What ended the run; null if it completed, or was cancelled.</summary>
    public StageFailure? Failure => Report.Failure;

    /// <summary>Whether the run had finished before: nothing ran, and this is what was recorded then.</summary>
    public bool IsRecorded { get; }

    /// <summary>
    /// The hash of the run's last record, 64 hexadecimal digits: kept elsewhere, it proves later that the run is the same. Null without
    /// checkpoints.
    /// </summary>
    public string? Hash { get; }

    /// <summary>Throws unless the run completed.</summary>
    /// <returns>This result.</returns>
    /// <exception cref="RunFailedException">It did not.</exception>
    public RunResult<TContext> ThrowIfFailed() => IsCompleted ? this : throw new RunFailedException(Report);

    /// <summary>The run and its status.</summary>
    public override string ToString() => $"{Report.Run}: {Status}";
}
