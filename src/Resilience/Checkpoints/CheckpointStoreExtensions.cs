using Resilience.Checkpoints;

namespace Resilience;

/// <summary>What can be done with every checkpoint store.</summary>
public static class CheckpointStoreExtensions
{
    /// <summary>Reads the last record of a run that has a payload: the context from which the run goes on.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record; null if there is no such run, or none of its records has a payload.</returns>
    /// <exception cref="CheckpointException">A record is damaged or missing.</exception>
    public static ValueTask<CheckpointRecord?> ReadLatestAsync(
        this ICheckpointStore store, RunKey run, CancellationToken cancellationToken = default) =>
        ReadLastAsync(store, run, static info => info.HasPayload, cancellationToken);

    /// <summary>Reads the last record that a stage wrote when it ended.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="stage">The stage, by its exact name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The record; null if there is none.</returns>
    /// <exception cref="CheckpointException">A record is damaged or missing.</exception>
    public static ValueTask<CheckpointRecord?> ReadStageAsync(
        this ICheckpointStore store, RunKey run, string stage, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return ReadLastAsync(
            store, run, info => info.Metadata is { Kind: CheckpointKind.Stage } data && data.Stage == stage, cancellationToken);
    }

    /// <summary>Deletes finished runs that are older or more than a policy keeps.</summary>
    /// <param name="store">The store.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="timeProvider">The wall clock by which age is measured; null, the default, for the system's.</param>
    /// <param name="cancellationToken">Gives up between two runs.</param>
    /// <returns>How many runs were deleted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit of the policy is negative.</exception>
    /// <exception cref="CheckpointException">The store cannot be read, or a run cannot be deleted.</exception>
    public static async ValueTask<int> PruneAsync(
        this ICheckpointStore store,
        RetentionPolicy policy,
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfLessThan(policy.MaxAge ?? TimeSpan.Zero, TimeSpan.Zero, nameof(policy));
        ArgumentOutOfRangeException.ThrowIfNegative(policy.MaxRuns ?? 0, nameof(policy));
        DateTimeOffset now = (timeProvider ?? TimeProvider.System).GetUtcNow();
        var finished = new List<(RunKey Run, DateTimeOffset At)>();
        var query = new RunQuery { Pipeline = policy.Pipeline, Status = RunStatus.Finished };
        await foreach (RunHead head in store.ListRunsAsync(query, cancellationToken).ConfigureAwait(false))
            finished.Add((head.Run, head.Last!.RecordedAt));

        int deleted = 0;
        foreach (IGrouping<string, (RunKey Run, DateTimeOffset At)> pipeline in finished.GroupBy(static run => run.Run.Pipeline))
        {
            int rank = 0;
            foreach ((RunKey run, DateTimeOffset at) in pipeline.OrderByDescending(static run => run.At))
            {
                cancellationToken.ThrowIfCancellationRequested();
                bool goes = ++rank > policy.MaxRuns || now - at > policy.MaxAge;
                if (goes && await TryDeleteAsync(store, run, cancellationToken).ConfigureAwait(false))
                    deleted++;
            }
        }

        return deleted;
    }

    // A run that somebody has opened meanwhile is no longer a finished one.
    private static async ValueTask<bool> TryDeleteAsync(ICheckpointStore store, RunKey run, CancellationToken cancellationToken)
    {
        try
        {
            return await store.DeleteAsync(run, evenUnfinished: false, cancellationToken).ConfigureAwait(false);
        }
        catch (CheckpointException error) when (error.Error == CheckpointError.RunOwned)
        {
            return false;
        }
    }

    private static async ValueTask<CheckpointRecord?> ReadLastAsync(
        ICheckpointStore store, RunKey run, Func<CheckpointInfo, bool> chosen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        long last = 0;
        await foreach (CheckpointInfo info in store.ReadHistoryAsync(run, cancellationToken).ConfigureAwait(false))
        {
            if (chosen(info))
                last = info.Sequence;
        }

        return last == 0 ? null : await store.ReadAsync(run, last, cancellationToken).ConfigureAwait(false);
    }
}
