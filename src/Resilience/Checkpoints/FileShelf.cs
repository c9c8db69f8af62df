using System.Security.Cryptography;
using Resilience.Checkpoints.Storage;

namespace Resilience.Checkpoints;

/// <summary>The folder of a run.</summary>
internal sealed class FileShelf : RunShelf
{
    private readonly StorageFolder _folder;
    private readonly ReadableFiles? _readable;
    private OwnerFile? _owner;

    /// <param name="folder">The folder.</param>
    /// <param name="readable">The clock of the readable files; null for none.</param>
    public FileShelf(StorageFolder folder, TimeProvider? readable)
    {
        _folder = folder;
        _readable = readable is null ? null : new(folder, readable);
    }

    public override bool Blocks => true;

    public StorageFolder Folder => _folder;

    public void Own(OwnerFile owner) => _owner = owner;

    /// <summary>Deletes what writers left behind that did not come to an end.</summary>
    public void Tidy()
    {
        foreach (string name in _folder.Names())
        {
            if (name[0] == RecordNames.Hidden)
                _folder.Delete(name);
        }
    }

    public override IReadOnlyList<long> Sequences()
    {
        var places = new List<long>();
        foreach (string name in _folder.Names())
        {
            if (RecordNames.Sequence(name) is > 0 and var sequence)
                places.Add(sequence);
        }

        places.Sort();
        return places;
    }

    public override IRecordSource? Open(long sequence) => _folder.Open(RecordNames.Of(sequence));

    public override bool TryAdd(EncodedRecord record)
    {
        string temporary = TemporaryName();
        WriteWhole(temporary, record);
        try
        {
            if (!_folder.TryMove(temporary, _folder, RecordNames.Of(record.Info.Sequence)))
            {
                Forget(temporary);
                return false;
            }

            _folder.Flush();
        }
        catch (CheckpointException error)
        {
            // It may have its name, and may keep it or lose it: only reading again will tell.
            throw new CheckpointException(error.Error, error.Message, error) { LeavesUnknown = true };
        }

        _readable?.Enqueue(record.Info);
        return true;
    }

    public override void SetAside(long sequence)
    {
        using StorageFolder corrupt = _folder.CreateFolder(RecordNames.Corrupt);
        string name = RecordNames.Of(sequence);
        _folder.TryMove(name, corrupt, $"{name}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        corrupt.Flush();
        _folder.Flush();
        Forget(RecordNames.Readable(sequence));
    }

    public override long RaiseToken(long atLeast) =>
        (_owner ?? throw new InvalidOperationException("Nobody owns the run.")).RaiseToken(atLeast);

    public override void Dispose()
    {
        _readable?.Finish();
        _owner?.Dispose();
        _folder.Dispose();
    }

    private static string TemporaryName() => $"{RecordNames.Hidden}{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    // If any of this fails the file is given up: what a failed flush left of it is anybody's guess.
    private void WriteWhole(string name, EncodedRecord record)
    {
        try
        {
            using StorageFile file = _folder.Create(name);
            file.Write(0, record.Front.Span);
            file.Write(record.Front.Length, record.Payload.Span);
            file.Flush();
        }
        catch (CheckpointException)
        {
            Forget(name);
            throw;
        }
    }

    private void Forget(string name)
    {
        try
        {
            _folder.Delete(name);
        }
        catch (CheckpointException)
        {
            // The next owner deletes it.
        }
    }
}
