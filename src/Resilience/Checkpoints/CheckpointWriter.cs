using System.Threading.Channels;

namespace Resilience.Checkpoints;

/// <summary>
/// Appends the records of a run as durably as its pipeline wants. What begins, ends or mends something is always durable when it returns;
/// the mode decides about the records of stages.
/// </summary>
internal sealed class CheckpointWriter : IAsyncDisposable
{
    /// <summary>
    /// How many records of stages may wait in <see cref="CheckpointDurability.Background"/> before the next has to wait itself.
    /// </summary>
    public const int MostWaiting = 16;

    private readonly IRunLease _lease;
    private readonly CheckpointDurability _durability;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Queue<CheckpointDraft> _kept = new();
    private readonly Channel<CheckpointDraft>? _waiting;
    private readonly Task? _background;
    private long _accepted;
    private long _written;
    private TaskCompletionSource _progress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _failure;

    public CheckpointWriter(IRunLease lease, CheckpointDurability durability)
    {
        _lease = lease;
        _durability = durability;
        if (durability != CheckpointDurability.Background)
            return;
        _waiting = Channel.CreateBounded<CheckpointDraft>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
        _background = Task.Run(WriteWaitingAsync);
    }

    /// <summary>Appends a record, or accepts it for later.</summary>
    /// <exception cref="CheckpointException">It was not written, or one accepted before was not: then none is any more.</exception>
    public async ValueTask AppendAsync(CheckpointDraft draft, CancellationToken cancellationToken = default)
    {
        DraftCheck.Validate(draft);
        bool later = draft.Metadata.Kind == CheckpointKind.Stage && _durability != CheckpointDurability.BeforeNextStage;
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (later)
            {
                await AcceptAsync(draft, cancellationToken).ConfigureAwait(false);
                return;
            }

            await WriteKeptAsync().ConfigureAwait(false);
            await _lease.AppendAsync(draft, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Returns when all that was accepted is durable.</summary>
    /// <exception cref="CheckpointException">Something that was accepted could not be written.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await WriteKeptAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits for what is being written in the background. It gives nothing up, and tells no failure: flush before.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting?.Writer.TryComplete();
        if (_background is not null)
            await _background.ConfigureAwait(false);
    }

    private async ValueTask AcceptAsync(CheckpointDraft draft, CancellationToken cancellationToken)
    {
        ThrowIfFailed();
        if (_waiting is null)
        {
            _kept.Enqueue(draft);
            return;
        }

        await _waiting.Writer.WriteAsync(draft, cancellationToken).ConfigureAwait(false);
        _accepted++;
    }

    private async ValueTask WriteKeptAsync()
    {
        while (_waiting is not null && Volatile.Read(ref _written) < _accepted && Volatile.Read(ref _failure) is null)
        {
            Task progress = Volatile.Read(ref _progress).Task;
            if (Volatile.Read(ref _written) < _accepted && Volatile.Read(ref _failure) is null)
                await progress.ConfigureAwait(false);
        }

        ThrowIfFailed();
        while (_kept.TryPeek(out CheckpointDraft? draft))
        {
            await _lease.AppendAsync(draft).ConfigureAwait(false);
            _kept.Dequeue();
        }
    }

    private async Task WriteWaitingAsync()
    {
        await foreach (CheckpointDraft draft in _waiting!.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                // A record must not be followed by one that it was to stand before.
                if (Volatile.Read(ref _failure) is null)
                    await _lease.AppendAsync(draft).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                Volatile.Write(ref _failure, error);
            }

            Interlocked.Increment(ref _written);
            Interlocked.Exchange(ref _progress, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    private void ThrowIfFailed()
    {
        if (Volatile.Read(ref _failure) is { } failure)
        {
            throw new CheckpointException(
                (failure as CheckpointException)?.Error ?? CheckpointError.StorageFailed,
                $"A record accepted before was not written: {failure.Message}",
                failure);
        }
    }
}
