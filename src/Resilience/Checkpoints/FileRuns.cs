using System.Security.Cryptography;
using Resilience.Checkpoints.Storage;

namespace Resilience.Checkpoints;

/// <summary>The runs of a store in files, on the thread of the caller.</summary>
internal sealed class FileRuns
{
    // The run is deleted or taken over between two looks at it, again and again: somebody does that on purpose.
    private const int Attempts = 8;

    private readonly Func<bool, StorageFolder?> _openRoot;
    private readonly RecordSettings _settings;
    private readonly TimeProvider? _readable;

    public FileRuns(Func<bool, StorageFolder?> openRoot, RecordSettings settings, bool readable)
    {
        _openRoot = openRoot;
        _settings = settings;
        _readable = readable ? settings.TimeProvider : null;
    }

    public RunLease Acquire(RunKey run, RunAcquisition acquisition)
    {
        var codec = new RecordCodec(run, _settings);
        FileShelf shelf = Lock(run, acquisition.TakeOver);
        try
        {
            shelf.Tidy();
            return RunOpening.Open(shelf, codec, acquisition);
        }
        catch
        {
            shelf.Dispose();
            throw;
        }
    }

    /// <summary>Reads something of a run; null if there is none.</summary>
    public T? Read<T>(RunKey run, Func<FileShelf, RecordReader, T> read)
        where T : class?
    {
        using StorageFolder? folder = Open(SafeName.Encode(run.Pipeline), SafeName.Encode(run.RunId));
        if (folder is null)
            return null;
        using var shelf = new FileShelf(folder, _readable);
        return read(shelf, Reader(run));
    }

    public RunHead? Head(RunKey run) => Read(
        run, (shelf, reader) => RunReading.Head(shelf, reader, run, shelf.Folder.IsLocked(RecordNames.Owner)));

    /// <summary>The same for a run of which only the names of its folders are known.</summary>
    public RunHead? Head(string pipeline, string run) => Name(pipeline, run) is { } key ? Head(key) : null;

    /// <summary>The folders of the runs of one pipeline, or of all.</summary>
    public List<(string Pipeline, string Run)> List(string? pipeline)
    {
        var found = new List<(string, string)>();
        using StorageFolder? root = _openRoot(false);
        string? only = pipeline is null ? null : SafeName.Encode(pipeline);
        foreach (string name in root?.Names() ?? [])
        {
            if (name[0] == RecordNames.Hidden || (only ?? name) != name)
                continue;
            using StorageFolder? folder = OpenIfFolder(root!, name);
            foreach (string run in folder?.Names() ?? [])
            {
                using StorageFolder? inside = run[0] == RecordNames.Hidden ? null : OpenIfFolder(folder!, run);
                if (inside is not null)
                    found.Add((name, run));
            }
        }

        return found;
    }

    public bool Delete(RunKey run, bool evenUnfinished)
    {
        if (Head(run) is not { } head || !Goes(head))
            return false;
        using FileShelf shelf = Lock(run, takeOver: false);

        // Now that nobody else can own it: it may have begun again.
        if (RunReading.Head(shelf, Reader(run), run, isOwned: false) is not { } now || !Goes(now))
            return false;
        using StorageFolder parent = _openRoot(true)!.CreateFolder(SafeName.Encode(run.Pipeline));
        string gone = $"{RecordNames.Hidden}{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        if (!parent.TryMove(SafeName.Encode(run.RunId), parent, gone))
            return false;
        parent.Flush();

        // Others may be there that a crash kept from being removed.
        foreach (string hidden in parent.Names().Where(static name => name[0] == RecordNames.Hidden))
            Remove(parent, hidden);
        return true;

        bool Goes(RunHead it) => evenUnfinished || it.Status is RunStatus.Finished or RunStatus.Live;
    }

    // What is no folder of ours is no run.
    private static StorageFolder? OpenIfFolder(StorageFolder parent, string name)
    {
        try
        {
            return parent.OpenFolder(name);
        }
        catch (CheckpointException error) when (error.Error == CheckpointError.UnsafePath)
        {
            return null;
        }
    }

    private static void Remove(StorageFolder parent, string name)
    {
        using (StorageFolder? folder = parent.OpenFolder(name))
        {
            foreach (string inside in folder?.Names() ?? [])
            {
                if (inside == RecordNames.Corrupt)
                    Remove(folder!, inside);
                else
                    folder!.Delete(inside);
            }
        }

        parent.DeleteFolder(name);
    }

    private RecordReader Reader(RunKey run) => new RecordCodec(run, _settings).Reader;

    private StorageFolder? Open(string pipeline, string run)
    {
        using StorageFolder? root = _openRoot(false);
        using StorageFolder? parent = root?.OpenFolder(pipeline);
        return parent?.OpenFolder(run);
    }

    private FileShelf Lock(RunKey run, bool takeOver)
    {
        string pipeline = SafeName.Encode(run.Pipeline), name = SafeName.Encode(run.RunId);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            using StorageFolder root = _openRoot(true)!;
            using StorageFolder parent = root.CreateFolder(pipeline);
            var shelf = new FileShelf(parent.CreateFolder(name), _readable);
            try
            {
                OwnerFile? owner = OwnerFile.TryTake(shelf.Folder, _settings.Host);
                if (owner is null && takeOver)
                    owner = OwnerFile.TakeOver(shelf.Folder, _settings.Host);
                if (owner is null)
                    throw new CheckpointException(CheckpointError.RunOwned, $"The run {run} is owned by somebody else.");
                shelf.Own(owner);
                using StorageFolder? now = parent.OpenFolder(name);
                if (owner.IsIn(now))
                    return shelf;
            }
            catch
            {
                shelf.Dispose();
                throw;
            }

            shelf.Dispose();
        }

        throw new CheckpointException(CheckpointError.RunOwned, $"The run {run} is taken or deleted again and again.");
    }

    // Long names are not spelled out in those of their folders: then the run's first record knows them.
    private RunKey? Name(string pipeline, string run)
    {
        if (SafeName.TryDecode(pipeline, out string? pipelineName) && SafeName.TryDecode(run, out string? runId))
            return IsName(pipelineName) && IsName(runId) ? new(pipelineName, runId) : null;
        using StorageFolder? folder = Open(pipeline, run);
        if (folder is null)
            return null;
        using var shelf = new FileShelf(folder, _readable);
        foreach (long sequence in shelf.Sequences())
        {
            using IRecordSource? source = shelf.Open(sequence);
            if (source is not null
                && RecordReader.PeekRun(source, _settings.MaxPayloadBytes) is { } key
                && SafeName.Encode(key.Pipeline) == pipeline
                && SafeName.Encode(key.RunId) == run)
            {
                return key;
            }
        }

        return null;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= RunKey.LongestName;
}
