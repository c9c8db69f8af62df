namespace Resilience.Checkpoints;

/// <summary>The ownership of a run on a shelf.</summary>
internal sealed class RunLease : IRunLease
{
    private readonly RunShelf _shelf;
    private readonly RecordCodec _codec;
    private readonly SemaphoreSlim _turn = new(1);

    // Never disposed: it has no timer, and whoever waits for its token may do so after the lease has gone.
    private readonly CancellationTokenSource _lost = new();

    private readonly Lock _lock = new();
    private CheckpointInfo[] _history;
    private int _count;
    private CheckpointException? _broken;
    private bool _disposed;

    public RunLease(
        RunShelf shelf, RecordCodec codec, long token, List<CheckpointInfo> history, IReadOnlyList<QuarantinedRecord> quarantined)
    {
        _shelf = shelf;
        _codec = codec;
        FencingToken = token;
        _history = [.. history];
        _count = _history.Length;
        Quarantined = quarantined;
        Lost = _lost.Token;
    }

    public RunKey Run => _codec.Run;

    public long FencingToken { get; }

    public IReadOnlyList<QuarantinedRecord> Quarantined { get; }

    public CancellationToken Lost { get; }

    // What was handed out never changes: records are written behind it, or into a longer array.
    public IReadOnlyList<CheckpointInfo> History
    {
        get
        {
            lock (_lock)
                return new ArraySegment<CheckpointInfo>(_history, 0, _count);
        }
    }

    public async ValueTask<CheckpointInfo> AppendAsync(CheckpointDraft draft, CancellationToken cancellationToken = default)
    {
        DraftCheck.Validate(draft);
        if (draft.Transaction is not null)
            throw new NotSupportedException("This store does not write in the caller's transaction.");
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_broken is { } broken)
                throw new CheckpointException(broken.Error, $"The lease is broken: {broken.Message}", broken);
            if (draft.Metadata.Kind == CheckpointKind.Started != (_count == 0))
                throw new ArgumentException("The first record of a run, and no other, is of the kind Started.", nameof(draft));
            return _shelf.Blocks
                ? await Task.Run(() => Append(draft), CancellationToken.None).ConfigureAwait(false)
                : Append(draft);
        }
        finally
        {
            _turn.Release();
        }
    }

    public ValueTask<CheckpointRecord> ReadAsync(long sequence, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return _shelf.Blocks
            ? new(Task.Run(() => RunReading.Read(_shelf, _codec.Reader, sequence) ?? throw NotFound(sequence), cancellationToken))
            : new(RunReading.Read(_shelf, _codec.Reader, sequence) ?? throw NotFound(sequence));
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            _shelf.Dispose();
        }
        finally
        {
            _turn.Release();
        }
    }

    private static CheckpointException NotFound(long sequence) => new(CheckpointError.NotFound, $"There is no record {sequence}.");

    private CheckpointInfo Append(CheckpointDraft draft)
    {
        CheckpointInfo? last = _count == 0 ? null : _history[_count - 1];
        try
        {
            EncodedRecord record = _codec.Encode(draft, last, FencingToken);
            if (!_shelf.TryAdd(record))
                throw new CheckpointException(CheckpointError.OwnershipLost, $"The run {Run} is owned by somebody else.");
            Remember(record.Info);
            return record.Info;
        }
        catch (CheckpointException error) when (error.Error == CheckpointError.OwnershipLost || error.LeavesUnknown)
        {
            _broken = error;
            if (error.Error == CheckpointError.OwnershipLost)
                _lost.CancelAsync();
            throw;
        }
    }

    private void Remember(CheckpointInfo info)
    {
        lock (_lock)
        {
            if (_count == _history.Length)
                Array.Resize(ref _history, Math.Max(8, 2 * _count));
            _history[_count++] = info;
        }
    }
}
