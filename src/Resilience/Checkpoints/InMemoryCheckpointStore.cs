using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Resilience.Checkpoints;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>A checkpoint store that keeps everything in memory: for tests, and for pipelines that need no more than a re-run.</summary>
/// <remarks>It makes and checks the same records as the store in files, so that what works with one works with the other.</remarks>
public sealed class InMemoryCheckpointStore : ICheckpointStore
{
    private readonly ConcurrentDictionary<RunKey, MemoryRun> _runs = new();
    private readonly RecordSettings _settings;

    /// <summary>Makes an empty store.</summary>
    /// <param name="options">Its options; null, the default, for the defaults. They are copied.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message lists every such option.</exception>
    public InMemoryCheckpointStore(InMemoryCheckpointStoreOptions? options = null)
    {
        options ??= new();
        OptionErrors.Check("checkpoint store", options.Validate);
        _settings = options.ToSettings();
    }

    /// <inheritdoc />
    public ValueTask<IRunLease> AcquireAsync(
        RunKey run, RunAcquisition? acquisition = null, CancellationToken cancellationToken = default)
    {
        acquisition ??= RunAcquisition.Default;
        cancellationToken.ThrowIfCancellationRequested();
        while (true)
        {
            MemoryRun found = _runs.GetOrAdd(run.Named, static _ => new MemoryRun());
            var shelf = new MemoryShelf(found);
            if (!shelf.TryOwn(acquisition.TakeOver))
                throw Owned(run);
            try
            {
                // Somebody may have deleted it between the two looks.
                if (_runs.GetValueOrDefault(run) == found)
                    return new(RunOpening.Open(shelf, new RecordCodec(run, _settings), acquisition));
            }
            catch
            {
                shelf.Dispose();
                throw;
            }

            shelf.Dispose();
        }
    }

    /// <inheritdoc />
    public ValueTask<RunHead?> FindRunAsync(RunKey run, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Find(run) is { } found ? Head(run, found) : null);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<RunHead> ListRunsAsync(
        RunQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= RunQuery.All;
        await Task.CompletedTask.ConfigureAwait(false);
        foreach ((RunKey run, MemoryRun found) in _runs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((query.Pipeline ?? run.Pipeline) == run.Pipeline
                && Head(run, found) is { } head
                && (query.Status ?? head.Status) == head.Status)
            {
                yield return head;
            }
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<CheckpointInfo> ReadHistoryAsync(
        RunKey run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (Find(run) is not { } found)
            yield break;
        ChainSurvey survey = ChainSurvey.Walk(new MemoryShelf(found), Reader(run));
        foreach (CheckpointInfo info in survey.Good)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return info;
        }

        survey.ThrowIfBroken();
    }

    /// <inheritdoc />
    public ValueTask<CheckpointRecord?> ReadAsync(RunKey run, long sequence, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Find(run) is { } found ? RunReading.Read(new MemoryShelf(found), Reader(run), sequence) : null);
    }

    /// <inheritdoc />
    public ValueTask<CheckpointVerification?> VerifyAsync(RunKey run, CancellationToken cancellationToken = default) =>
        new(Find(run) is { } found ? RunReading.Verify(new MemoryShelf(found), Reader(run), run, cancellationToken) : null);

    /// <inheritdoc />
    public ValueTask<bool> DeleteAsync(RunKey run, bool evenUnfinished = false, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A look before the run is owned, so that a deletion that refuses keeps nobody out meanwhile.
        if (Find(run) is not { } found || Head(run, found) is not { } head || !Goes(head))
            return new(false);
        using var shelf = new MemoryShelf(found);
        if (!shelf.TryOwn(takeOver: false))
            throw Owned(run);

        // Now that nobody else can own it: it may have begun again.
        RunHead? now = RunReading.Head(shelf, Reader(run), run, isOwned: false);
        return new(now is not null && Goes(now) && _runs.TryRemove(KeyValuePair.Create(run, found)));

        bool Goes(RunHead it) => evenUnfinished || it.Status is RunStatus.Finished or RunStatus.Live;
    }

    /// <summary>What is stored of a run, to be damaged by tests.</summary>
    internal MemoryRun? Find(RunKey run) => _runs.GetValueOrDefault(run.Named);

    private static CheckpointException Owned(RunKey run) => new(CheckpointError.RunOwned, $"The run {run} is owned by somebody else.");

    private RecordReader Reader(RunKey run) => new RecordCodec(run, _settings).Reader;

    private RunHead? Head(RunKey run, MemoryRun found) =>
        RunReading.Head(new MemoryShelf(found), Reader(run), run, found.IsOwned);
}
