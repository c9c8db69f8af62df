using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Resilience.Checkpoints;
using Resilience.Checkpoints.Storage;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>A checkpoint store in the files of one folder: a folder for each run, a file for each record.</summary>
/// <remarks>
/// A record that was acknowledged survives the end of the process and, on Linux, a power cut: its file and its name were flushed before.
/// Files are readable and writable by their owner alone (0600, folders 0700), and no link below the folder is followed. The folder must be
/// on a local file system, and all processes that use it see the same files.
/// </remarks>
public sealed class FileCheckpointStore : ICheckpointStore
{
    private readonly FileRuns _runs;
    private readonly RecordSettings _settings;
    private readonly ILogger? _logger;

    /// <summary>Makes a store. Nothing is read or written before it is used.</summary>
    /// <param name="folder">The folder; it is made when the first run is acquired. A relative path is resolved now.</param>
    /// <param name="options">Its options; null, the default, for the defaults. They are copied.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="folder"/> is empty, or an option is out of its range; the message lists every such option.
    /// </exception>
    public FileCheckpointStore(string folder, FileCheckpointStoreOptions? options = null)
        : this(Root(folder), options ?? new())
    {
    }

    /// <summary>For tests: the same on another device.</summary>
    internal FileCheckpointStore(Func<bool, StorageFolder?> openRoot, FileCheckpointStoreOptions options)
    {
        OptionErrors.Check("checkpoint store", options.Validate);
        _settings = options.ToSettings();
        _logger = options.Logger;
        _runs = new FileRuns(openRoot, _settings, options.WriteReadableMetadata);
    }

    /// <inheritdoc />
    public async ValueTask<IRunLease> AcquireAsync(
        RunKey run, RunAcquisition? acquisition = null, CancellationToken cancellationToken = default)
    {
        acquisition ??= RunAcquisition.Default;
        RunKey named = run.Named;
        RunLease lease = await Task.Run(() => _runs.Acquire(named, acquisition), cancellationToken).ConfigureAwait(false);
        if (_logger is not null)
            CheckpointLog.Acquired(_logger, lease, acquisition);
        return lease;
    }

    /// <inheritdoc />
    public async ValueTask<RunHead?> FindRunAsync(RunKey run, CancellationToken cancellationToken = default)
    {
        RunKey named = run.Named;
        return await Task.Run(() => _runs.Head(named), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<RunHead> ListRunsAsync(
        RunQuery? query = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        query ??= RunQuery.All;
        var places = await Task.Run(() => _runs.List(query.Pipeline), cancellationToken).ConfigureAwait(false);
        foreach ((string pipeline, string run) in places)
        {
            RunHead? head = await Task.Run(() => _runs.Head(pipeline, run), cancellationToken).ConfigureAwait(false);
            if (head is not null && (query.Status ?? head.Status) == head.Status)
                yield return head;
        }
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<CheckpointInfo> ReadHistoryAsync(
        RunKey run, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunKey named = run.Named;
        ChainSurvey? survey = await Task.Run(() => _runs.Read(named, ChainSurvey.Walk), cancellationToken).ConfigureAwait(false);
        foreach (CheckpointInfo info in survey?.Good ?? [])
            yield return info;
        survey?.ThrowIfBroken();
    }

    /// <inheritdoc />
    public async ValueTask<CheckpointRecord?> ReadAsync(RunKey run, long sequence, CancellationToken cancellationToken = default)
    {
        RunKey named = run.Named;
        return await Task.Run(
            () => _runs.Read(named, (shelf, reader) => RunReading.Read(shelf, reader, sequence)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<CheckpointVerification?> VerifyAsync(RunKey run, CancellationToken cancellationToken = default)
    {
        RunKey named = run.Named;
        return await Task.Run(
            () => _runs.Read(named, (shelf, reader) => RunReading.Verify(shelf, reader, named, cancellationToken)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async ValueTask<bool> DeleteAsync(RunKey run, bool evenUnfinished = false, CancellationToken cancellationToken = default)
    {
        RunKey named = run.Named;
        return await Task.Run(() => _runs.Delete(named, evenUnfinished), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the readable <c>.meta.json</c> files of a run again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up before the first is written.</param>
    /// <returns>How many records there are; 0 if there is no such run.</returns>
    /// <exception cref="CheckpointException">A record is damaged or missing; the files of those before it have been written.</exception>
    public async ValueTask<int> RebuildReadableMetadataAsync(RunKey run, CancellationToken cancellationToken = default)
    {
        RunKey named = run.Named;
        ChainSurvey? survey = await Task.Run(
            () => _runs.Read(named, static (shelf, reader) =>
            {
                ChainSurvey walked = ChainSurvey.Walk(shelf, reader);
                walked.Good.ForEach(info => ReadableFiles.Write(shelf.Folder, info));
                return walked;
            }),
            cancellationToken).ConfigureAwait(false);
        survey?.ThrowIfBroken();
        return survey?.Good.Count ?? 0;
    }

    private static Func<bool, StorageFolder?> Root(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return create => StorageRoot.Open(full, create);
    }
}
