namespace Resilience;

// What can be run.
public sealed partial class DedicatedThreads
{
    /// <summary>
    /// Runs synchronous work on one of the threads, and keeps this one waiting for it. On one of the threads it runs there.
    /// </summary>
    /// <typeparam name="T">The type of the result; not a task.</typeparam>
    /// <param name="work">The work. Its token is cancelled by the caller, and by disposal if that is wanted.</param>
    /// <param name="priority">How important the call is while others wait.</param>
    /// <param name="cancellationToken">Ends the wait for a thread; afterwards it is for the work to observe it.</param>
    /// <returns>What the work returned.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    /// <exception cref="ArgumentException">The result would be a task: the work is not synchronous.</exception>
    /// <exception cref="RejectedException">No thread is free and the queue full; or the call lost its place, or time was up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The threads were disposed of.</exception>
    public T Run<T>(
        Func<CancellationToken, T> work,
        BulkheadPriority priority = BulkheadPriority.Normal,
        CancellationToken cancellationToken = default)
    {
        if (!_crew.IsHere)
            return Submit(work, priority, cancellationToken).GetAwaiter().GetResult().Result;

        // A thread that waited for another of its kind could wait for itself.
        ArgumentNullException.ThrowIfNull(work);
        Bulkheads.SynchronousResult<T>.Require(nameof(work));
        cancellationToken.ThrowIfCancellationRequested();
        return work(cancellationToken);
    }

    /// <inheritdoc cref="Run{T}(Func{CancellationToken, T}, BulkheadPriority, CancellationToken)"/>
    public void Run(
        Action<CancellationToken> work,
        BulkheadPriority priority = BulkheadPriority.Normal,
        CancellationToken cancellationToken = default) =>
        Run(WithResult(work), priority, cancellationToken);

    /// <summary>Runs synchronous work on one of the threads.</summary>
    /// <typeparam name="T">The type of the result; not a task.</typeparam>
    /// <param name="work">The work. Its token is cancelled by the caller, and by disposal if that is wanted.</param>
    /// <param name="priority">How important the call is while others wait.</param>
    /// <param name="cancellationToken">Ends the wait for a thread; afterwards it is for the work to observe it.</param>
    /// <returns>A task with what the work returned or threw; a <see cref="RejectedException"/> if it was refused.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    /// <exception cref="ArgumentException">The result would be a task: the work is not synchronous.</exception>
    /// <exception cref="ObjectDisposedException">The threads were disposed of.</exception>
    public Task<T> RunAsync<T>(
        Func<CancellationToken, T> work,
        BulkheadPriority priority = BulkheadPriority.Normal,
        CancellationToken cancellationToken = default)
    {
        return UnpackAsync(Submit(work, priority, cancellationToken));

        static async Task<T> UnpackAsync(Task<Outcome<T>> ended) => (await ended.ConfigureAwait(false)).Result;
    }

    /// <inheritdoc cref="RunAsync{T}(Func{CancellationToken, T}, BulkheadPriority, CancellationToken)"/>
    public Task RunAsync(
        Action<CancellationToken> work,
        BulkheadPriority priority = BulkheadPriority.Normal,
        CancellationToken cancellationToken = default) =>
        RunAsync(WithResult(work), priority, cancellationToken);

    /// <summary>Runs synchronous work on one of the threads; failures and refusals are values.</summary>
    /// <typeparam name="T">The type of the result; not a task.</typeparam>
    /// <param name="work">The work. Its token is cancelled by the caller, and by disposal if that is wanted.</param>
    /// <param name="priority">How important the call is while others wait.</param>
    /// <param name="cancellationToken">Ends the wait for a thread; afterwards it is for the work to observe it.</param>
    /// <returns>A task that never fails.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="work"/> is null.</exception>
    /// <exception cref="ArgumentException">The result would be a task: the work is not synchronous.</exception>
    /// <exception cref="ObjectDisposedException">The threads were disposed of.</exception>
    public Task<Outcome<T>> RunOutcomeAsync<T>(
        Func<CancellationToken, T> work,
        BulkheadPriority priority = BulkheadPriority.Normal,
        CancellationToken cancellationToken = default) =>
        Submit(work, priority, cancellationToken);

    private static Func<CancellationToken, Unit> WithResult(Action<CancellationToken> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return token =>
        {
            work(token);
            return default;
        };
    }
}
