using Resilience.Checkpoints;

namespace Resilience;

/// <summary>Keeps the records of runs: append-only, chained by hashes, each run with one owner at a time.</summary>
/// <remarks>
/// Safe to use from several threads. Reading needs no ownership and disturbs no owner. Besides what is documented with each method, they
/// throw <see cref="OperationCanceledException"/> when they are given up.
/// </remarks>
public interface ICheckpointStore
{
    /// <summary>Becomes the owner of a run, whether it exists or not. A run that exists is checked first.</summary>
    /// <param name="run">The run.</param>
    /// <param name="acquisition">How to acquire it; null for <see cref="RunAcquisition.Default"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// The ownership, until it is disposed or the process ends. If the run exists, a record of <see cref="CheckpointKind.Owned"/> was
    /// appended, which keeps earlier owners out.
    /// </returns>
    /// <exception cref="CheckpointException">
    /// Somebody else owns the run (<see cref="CheckpointError.RunOwned"/>), it is damaged in the middle, or it cannot be read.
    /// </exception>
    ValueTask<IRunLease> AcquireAsync(RunKey run, RunAcquisition? acquisition = null, CancellationToken cancellationToken = default);

    /// <summary>Says where a run stands.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where it stands; null if there is no such run, or nothing was recorded of it.</returns>
    /// <exception cref="CheckpointException">The store cannot be read. A run that is damaged is no exception, but a status.</exception>
    ValueTask<RunHead?> FindRunAsync(RunKey run, CancellationToken cancellationToken = default);

    /// <summary>Lists runs, in no particular order. Runs that come or go meanwhile may be in the list or not.</summary>
    /// <param name="query">Which runs; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where each of them stands.</returns>
    /// <exception cref="CheckpointException">The store cannot be read. A run that is damaged is no exception, but a status.</exception>
    IAsyncEnumerable<RunHead> ListRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the records of a run without their payloads, oldest first, and checks their hashes and links.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The records; none if there is no such run.</returns>
    /// <exception cref="CheckpointException">A record is damaged or missing; those before it have been given.</exception>
    IAsyncEnumerable<CheckpointInfo> ReadHistoryAsync(RunKey run, CancellationToken cancellationToken = default);

    /// <summary>Reads a record with its payload, and checks both.</summary>
    /// <param name="run">The run.</param>
    /// <param name="sequence">The place of the record, from 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record; null if there is none.</returns>
    /// <exception cref="CheckpointException">The record cannot be read.</exception>
    ValueTask<CheckpointRecord?> ReadAsync(RunKey run, long sequence, CancellationToken cancellationToken = default);

    /// <summary>Reads every byte of a run and checks every hash and every link. It may be done while the run is live.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found; null if there is no such run.</returns>
    /// <exception cref="CheckpointException">The store cannot be read. Damage is no exception, but a finding.</exception>
    ValueTask<CheckpointVerification?> VerifyAsync(RunKey run, CancellationToken cancellationToken = default);

    /// <summary>Deletes a run as a whole. After a crash it is either still there or gone.</summary>
    /// <param name="run">The run.</param>
    /// <param name="evenUnfinished">Whether a run that has not finished, or is damaged, is deleted too. False by default.</param>
    /// <param name="cancellationToken">Gives up before anything is deleted.</param>
    /// <returns>True when it was deleted; false when there is no such run, or it has not finished.</returns>
    /// <exception cref="CheckpointException">Somebody owns the run, or the store cannot delete it.</exception>
    ValueTask<bool> DeleteAsync(RunKey run, bool evenUnfinished = false, CancellationToken cancellationToken = default);
}
