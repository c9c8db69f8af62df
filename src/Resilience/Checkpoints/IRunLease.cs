namespace Resilience.Checkpoints;

/// <summary>The ownership of a run: only through it can records be appended. Disposing it gives the run back.</summary>
/// <remarks>
/// Safe to use from several threads; records are appended in the order in which <see cref="AppendAsync"/> was called.
/// </remarks>
public interface IRunLease : IAsyncDisposable
{
    /// <summary>The run.</summary>
    RunKey Run { get; }

    /// <summary>This owner's number, from 1. Each owner of a run has a higher one than those before.</summary>
    long FencingToken { get; }

    /// <summary>
    /// The records of the run, oldest first, without their payloads: those that were there when it was acquired, and those appended since.
    /// Empty for a run that does not exist yet. Their hashes and links were checked; the last payload was, too.
    /// </summary>
    IReadOnlyList<CheckpointInfo> History { get; }

    /// <summary>The records that were put aside when the run was acquired, oldest first; almost always empty.</summary>
    IReadOnlyList<QuarantinedRecord> Quarantined { get; }

    /// <summary>
    /// Cancelled when the store notices that somebody else owns the run. A store without heartbeats notices it when it appends.
    /// </summary>
    CancellationToken Lost { get; }

    /// <summary>Appends a record. When the task has completed, the record is as durable as the store makes it.</summary>
    /// <param name="draft">
    /// The record. The first of a run must be of <see cref="CheckpointKind.Started"/>, and no other; <see cref="CheckpointKind.Owned"/> is
    /// the store's own.
    /// </param>
    /// <param name="cancellationToken">Gives up before anything is written. A write that has begun is not interrupted.</param>
    /// <returns>The record as it was written.</returns>
    /// <exception cref="CheckpointException">
    /// The record was not written, or may not have been. After <see cref="CheckpointError.OwnershipLost"/>, and whenever the store cannot
    /// tell whether the record was written, every further call fails too; acquire the run again to see what is there.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The record's kind does not fit its place, or a text in it is too long or not valid Unicode.
    /// </exception>
    /// <exception cref="NotSupportedException">The store cannot write in the transaction of the draft.</exception>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    ValueTask<CheckpointInfo> AppendAsync(CheckpointDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Reads a record of the run with its payload, and checks both.</summary>
    /// <param name="sequence">The place of the record.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record.</returns>
    /// <exception cref="CheckpointException">There is no such record, or it cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The lease was disposed.</exception>
    ValueTask<CheckpointRecord> ReadAsync(long sequence, CancellationToken cancellationToken = default);
}
