using Resilience.Checkpoints;

namespace Resilience;

/// <summary>
/// What can be done with an <see cref="Orchestrator{TContext}"/> without knowing its contexts: for hosts and tools that look after all
/// pipelines of an application.
/// </summary>
public interface IOrchestrator
{
    /// <summary>The name of the pipeline.</summary>
    string Name { get; }

    /// <summary>The stages, in their order.</summary>
    IReadOnlyList<StageInfo> Stages { get; }

    /// <summary>Whether the pipeline keeps checkpoints, so that runs can be listed and resumed.</summary>
    bool HasCheckpoints { get; }

    /// <summary>The ids of the runs that are under way in this process, at the moment.</summary>
    IReadOnlyCollection<string> Running { get; }

    /// <summary>Lists the pipeline's runs in its store: those that were interrupted, for instance, to resume them.</summary>
    /// <param name="status">Where the runs stand; null, the default, for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The runs, in no particular order.</returns>
    /// <exception cref="InvalidOperationException">The pipeline has no checkpoints.</exception>
    /// <exception cref="CheckpointException">The store cannot be read.</exception>
    IAsyncEnumerable<RunHead> ListRunsAsync(RunStatus? status = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Goes on with a run that was interrupted, or opens one again that failed, was aborted or cancelled, at the stage that was not done.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Interrupts the run; it can be resumed.</param>
    /// <returns>How the run ended; if it had completed before, what was recorded then.</returns>
    /// <inheritdoc cref="Orchestrator{TContext}.ResumeAsync" path="/exception"/>
    Task<RunReport> ResumeAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends a run for good: one that is under way in this process is told to stop, and ends as <see cref="RunResultStatus.Cancelled"/> when
    /// its stage has stopped; one that was interrupted is marked as finished.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether there was anything to cancel: false if there is no such run, or it has finished.</returns>
    /// <exception cref="CheckpointException">Another process owns the run, or its records cannot be read or written.</exception>
    ValueTask<bool> CancelAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Refuses runs from now on, for good, and interrupts those that are under way: their stages are told to stop, what is done is
    /// written, and the calls that started them throw <see cref="OperationCanceledException"/>. Runs with checkpoints can be resumed in
    /// another process. Meant for shutdowns; asked for again, it waits again.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting. Runs are refused, and stop, all the same.</param>
    /// <returns>Completes when no run is under way.</returns>
    /// <exception cref="OperationCanceledException">It was given up; <see cref="Running"/> tells what has not stopped yet.</exception>
    Task DrainAsync(CancellationToken cancellationToken = default);
}
