using System.Buffers;
using Resilience.Checkpoints.Storage;

namespace Resilience.Checkpoints;

/// <summary>
/// Writes the readable files of records behind the back of whoever appends, a second later and several at once: they are for people, and
/// nobody should wait for them. A file made between two records would be written to the device with the next one. What goes wrong is left
/// out; they can be made again.
/// </summary>
internal sealed class ReadableFiles(StorageFolder folder, TimeProvider timeProvider)
{
    private static readonly TimeSpan _delay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly Queue<CheckpointInfo> _waiting = new();
    private ITimer? _timer;
    private bool _scheduled;

    /// <summary>Writes the file of a record.</summary>
    public static void Write(StorageFolder folder, CheckpointInfo info)
    {
        try
        {
            var json = new ArrayBufferWriter<byte>(1024);
            MetadataWriter.WriteReadable(json, info);
            string name = RecordNames.Readable(info.Sequence);
            folder.Delete(name);
            using StorageFile file = folder.Create(name);
            file.Write(0, json.WrittenSpan);
        }
        catch (Exception)
        {
            // Nothing depends on it, and on a thread of the pool it would end the process.
        }
    }

    /// <summary>Has the file of a record written soon.</summary>
    public void Enqueue(CheckpointInfo info)
    {
        lock (_lock)
        {
            _waiting.Enqueue(info);
            if (_scheduled)
                return;
            _scheduled = true;
            if (_timer is null)
                _timer = timeProvider.CreateTimer(static files => ((ReadableFiles)files!).Execute(), this, _delay, Timeout.InfiniteTimeSpan);
            else
                _timer.Change(_delay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Returns when all are written.</summary>
    public void Finish()
    {
        lock (_lock)
            _timer?.Dispose();
        Execute();
    }

    /// <summary>Writes what waits; one thread at a time, so that whoever finishes also waits for the other.</summary>
    private void Execute()
    {
        lock (_writing)
        {
            while (TryDequeue() is { } info)
                Write(folder, info);
        }
    }

    private CheckpointInfo? TryDequeue()
    {
        lock (_lock)
        {
            _scheduled = _waiting.TryDequeue(out CheckpointInfo? next);
            return next;
        }
    }
}
