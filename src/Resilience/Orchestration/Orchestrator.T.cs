using System.Collections.Concurrent;
using Resilience.Checkpoints;
using Resilience.Metrics;
using Resilience.Orchestration;

namespace Resilience;

/// <summary>
/// Runs a pipeline of stages: around each of them it assesses risks, asks a circuit breaker, runs the stage, writes down what it came to,
/// and tells those who observe. A run that was interrupted, by whatever, goes on from its last record. Made by
/// <see cref="OrchestratorBuilder{TContext}"/>. Thread-safe: many runs may be under way at once.
/// </summary>
/// <remarks>
/// A stage with an acknowledged record is never run again; one without may run more than once. See <c>docs/orchestration.md</c>.
/// </remarks>
/// <typeparam name="TContext">The type of the context that travels through the stages.</typeparam>
public sealed partial class Orchestrator<TContext> : IOrchestrator
{
    private readonly OrchestratorSettings<TContext> _settings;
    private readonly RunCounters _counters;
    private readonly ConcurrentDictionary<string, LiveRun> _live = new(StringComparer.Ordinal);

    internal Orchestrator(OrchestratorSettings<TContext> settings, RunCounters counters)
    {
        _settings = settings;
        _counters = counters;
        Stages = [.. settings.Stages.Select(static stage => stage.Info)];
    }

    /// <inheritdoc/>
    public string Name => _settings.Name;

    /// <inheritdoc/>
    public IReadOnlyList<StageInfo> Stages { get; }

    /// <summary>
    /// The hash of what the pipeline is: its name, and the names, versions and order of its stages and branches. 64 hexadecimal digits.
    /// </summary>
    public string DefinitionHash => _settings.Definition.Hash;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Running => [.. _live.Keys];

    /// <summary>What happened so far in this process.</summary>
    public RunCountersSnapshot Counters => _counters.Snapshot();

    /// <summary>Starts a run, or goes on with it where an earlier owner left it.</summary>
    /// <param name="runId">The run's id: 1 to 512 characters.</param>
    /// <param name="input">
    /// The context that the first stage gets: a copy with checkpoints, itself without. If the run exists, it must equal the one that it
    /// was started with.
    /// </param>
    /// <param name="cancellationToken">Interrupts the run; it can be resumed.</param>
    /// <returns>How the run ended; if it had finished before, what was recorded then.</returns>
    /// <exception cref="ArgumentException">The id is empty, too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="RunException">
    /// The run is under way in this process, has another input, or belongs to another definition of the pipeline.
    /// </exception>
    /// <exception cref="CheckpointException">
    /// Another process owns the run, its records are damaged, or one could not be written: the run can be resumed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled or drained, after the stage that was running has ended.</exception>
    public Task<RunResult<TContext>> RunAsync(string runId, TContext input, CancellationToken cancellationToken = default) =>
        RunAsync(runId, input, RunOptions.Default, cancellationToken);

    /// <summary>Starts a run, or goes on with it where an earlier owner left it.</summary>
    /// <param name="runId">The run's id: 1 to 512 characters.</param>
    /// <param name="input">
    /// The context that the first stage gets: a copy with checkpoints, itself without. If the run exists, it must equal the one that it
    /// was started with.
    /// </param>
    /// <param name="options">How it is started or resumed.</param>
    /// <param name="cancellationToken">Interrupts the run; it can be resumed.</param>
    /// <returns>How the run ended; if it had finished before, what was recorded then.</returns>
    /// <exception cref="ArgumentException">The id is empty, too long, or holds half of a surrogate pair.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="RunException">
    /// The run is under way in this process, has another input, or belongs to another definition of the pipeline.
    /// </exception>
    /// <exception cref="CheckpointException">
    /// Another process owns the run, its records are damaged, or one could not be written: the run can be resumed.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled or drained, after the stage that was running has ended.</exception>
    public Task<RunResult<TContext>> RunAsync(
        string runId, TContext input, RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        options.Checked();
        RunKey key = _settings.Key(runId);
        return _settings.Store is null
            ? RunUnstoredAsync(key, input, options, cancellationToken)
            : RunStoredAsync(key, input, options, cancellationToken);
    }

    /// <summary>
    /// Goes on with a run that was interrupted, or opens one again that failed, was aborted or cancelled, at the stage that was not done.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="options">How it is resumed; null, the default, for the defaults.</param>
    /// <param name="cancellationToken">Interrupts the run; it can be resumed.</param>
    /// <returns>How the run ended; if it had completed before, what was recorded then.</returns>
    /// <exception cref="RunException">There is no such run, it is under way, or belongs to another definition of the pipeline.</exception>
    /// <exception cref="CheckpointException">Another process owns the run, or its records cannot be read or written.</exception>
    /// <exception cref="InvalidOperationException">The pipeline has no checkpoints.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled or drained, after the stage that was running has ended.</exception>
    public Task<RunResult<TContext>> ResumeAsync(
        string runId, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunKey key = StoredKey(runId);
        return LiveAsync(key, live => Stored(key, options, live).ResumeAsync(), cancellationToken);
    }

    /// <summary>
    /// Goes back to a stage and goes on from there, whether the run has finished or not. The records of that stage and of those after it
    /// stay in the chain, and no longer count; the stages get new idempotency keys.
    /// </summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="stage">The stage that runs first.</param>
    /// <param name="options">How it is resumed; null, the default, for the defaults.</param>
    /// <param name="cancellationToken">Interrupts the run; it can be resumed.</param>
    /// <returns>How the run ended.</returns>
    /// <exception cref="RunException">There is no such run or stage, the run has not come so far, or is under way.</exception>
    /// <exception cref="CheckpointException">Another process owns the run, or its records cannot be read or written.</exception>
    /// <exception cref="InvalidOperationException">The pipeline has no checkpoints.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled or drained, after the stage that was running has ended.</exception>
    public Task<RunResult<TContext>> ResumeFromAsync(
        string runId, string stage, RunOptions? options = null, CancellationToken cancellationToken = default)
    {
        RunKey key = StoredKey(runId);
        int position = PositionOf(stage);
        return LiveAsync(key, live => Stored(key, options, live).ResumeFromAsync(position), cancellationToken);
    }

    /// <summary>
    /// Makes a new run of another one's records before a stage, and goes on with it from there. The other one stays as it is.
    /// </summary>
    /// <param name="sourceRunId">The run whose records are copied; it need not have finished.</param>
    /// <param name="newRunId">The id of the new run.</param>
    /// <param name="stage">The stage that runs first.</param>
    /// <param name="change">
    /// Makes the context that this stage gets from the one that it would get; it is recorded. Null, the default, for no change.
    /// </param>
    /// <param name="options">How it is started; null, the default, for the defaults.</param>
    /// <param name="cancellationToken">Interrupts the new run; it can be resumed.</param>
    /// <returns>How the new run ended.</returns>
    /// <exception cref="RunException">There is no such run or stage, the run has not come so far, or the new one exists
    /// already.</exception>
    /// <exception cref="CheckpointException">Records cannot be read or written.</exception>
    /// <exception cref="InvalidOperationException">The pipeline has no checkpoints.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled or drained, after the stage that was running has ended.</exception>
    public Task<RunResult<TContext>> ForkAsync(
        string sourceRunId,
        string newRunId,
        string stage,
        Func<TContext, TContext>? change = null,
        RunOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        RunKey source = StoredKey(sourceRunId);
        RunKey key = StoredKey(newRunId);
        int position = PositionOf(stage);
        options?.Checked();
        return LiveAsync(key, live => Stored(key, options, live).ForkAsync(source, position, change), cancellationToken);
    }

    /// <summary>Reads what is recorded of a run, whoever owns it: nothing runs, and nothing is written.</summary>
    /// <param name="runId">The run's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// What is known: <see cref="RunResultStatus.Interrupted"/> for a run that has not finished, also while it is under way. Null if there
    /// is no such run.
    /// </returns>
    /// <exception cref="CheckpointException">Its records are damaged, or cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The pipeline has no checkpoints.</exception>
    public async Task<RunResult<TContext>?> ReadAsync(string runId, CancellationToken cancellationToken = default)
    {
        RunKey key = StoredKey(runId);
        using var reader = new LiveRun(cancellationToken);
        return await Stored(key, null, reader).ReadAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RunHead> ListRunsAsync(RunStatus? status = null, CancellationToken cancellationToken = default) =>
        Store.ListRunsAsync(new RunQuery { Pipeline = Name, Status = status }, cancellationToken);

    /// <summary>The pipeline and its stages, in one line.</summary>
    public override string ToString() => $"{Name}: {string.Join(" → ", _settings.Stages.Select(Describe))}";

    private static string Describe(Stage<TContext> stage) => stage.Group is null
        ? stage.Info.Name
        : $"{stage.Info.Name} [{string.Join(" | ", stage.Group.Branches.Select(static branch => branch.Info.Name))}]";
}
