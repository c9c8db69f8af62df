using Resilience.Orchestration;

namespace Resilience;

// What all ways to run have in common.
public sealed partial class Orchestrator<TContext>
{
    private ICheckpointStore Store => _settings.Store ?? throw new InvalidOperationException(
        $"The pipeline {Name} has no checkpoints: build it with {nameof(OrchestratorBuilder<>.UseCheckpoints)}.");

    private RunKey StoredKey(string runId)
    {
        _ = Store;
        return _settings.Key(runId);
    }

    private int PositionOf(string stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return _settings.Definition.PositionOf(stage) ?? throw new RunException(
            RunError.StageNotReached,
            $"The pipeline {Name} has no stage '{stage}'. Its stages are {string.Join(", ", Stages)}.");
    }

    private StoredRun<TContext> Stored(RunKey key, RunOptions? options, LiveRun live) =>
        new(_settings, Store, key, options ?? RunOptions.Default, live);

    // Apart, so that a run without checkpoints does not pay for the closure.
    private Task<RunResult<TContext>> RunStoredAsync(RunKey key, TContext input, RunOptions options, CancellationToken cancellationToken) =>
        LiveAsync(key, live => Stored(key, options, live).StartOrResumeAsync(input), cancellationToken);

    private async Task<RunResult<TContext>> RunUnstoredAsync(
        RunKey key, TContext input, RunOptions options, CancellationToken cancellationToken)
    {
        LiveRun live = Enter(key, cancellationToken);
        try
        {
            DateTimeOffset now = _settings.TimeProvider.GetUtcNow();
            IReadOnlyDictionary<string, string> properties = _settings.Redaction.RedactAll(options.Properties);
            var run = new RunInfo(key, 0, now, isResumed: false, RunJournal.CurrentTrace(), properties);
            var loop = new RunLoop<TContext>(_settings, run, live, options, _settings.Keep(input));
            return await loop.RunAsync(0).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, live);
        }
    }

    private async Task<RunResult<TContext>> LiveAsync(
        RunKey key, Func<LiveRun, Task<RunResult<TContext>>> start, CancellationToken cancellationToken)
    {
        LiveRun live = Enter(key, cancellationToken);
        try
        {
            return await start(live).ConfigureAwait(false);
        }
        finally
        {
            Leave(key, live);
        }
    }

    // Off the list first: whoever waits for the end looks there again.
    private void Leave(RunKey key, LiveRun live)
    {
        _live.TryRemove(key.RunId, out _);
        live.Dispose();
    }

    private LiveRun Enter(RunKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var live = new LiveRun(cancellationToken);
        if (_live.TryAdd(key.RunId, live))
        {
            // On the list first, and then looked: one of the two sees the other.
            if (!Volatile.Read(ref _isDraining))
                return live;
            Leave(key, live);
            throw new RunException(RunError.Draining, $"The pipeline {Name} is being drained: the run {key} does not begin.");
        }

        live.Dispose();
        throw new RunException(RunError.AlreadyRunning, $"The run {key} is under way in this process.");
    }
}
