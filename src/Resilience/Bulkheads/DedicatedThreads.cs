using Resilience.Bulkheads;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Threads of its own for synchronous work that keeps a processor or a thread busy, so that it takes none from the thread pool; with a
/// bulkhead before them. Safe to use from many threads; see <c>docs/bulkheads.md</c>.
/// </summary>
public sealed partial class DedicatedThreads : IDisposable, IAsyncDisposable
{
    internal const int Most = 1_000;

    private static readonly int _normal = CallQueue.LevelOf(BulkheadPriority.Normal);

    private readonly ThreadCrew _crew;

    // Never disposed of: it holds nothing, and work that runs on may ask for its token.
    private readonly CancellationTokenSource? _disposal;

    /// <summary>Creates threads. None is started before it is needed.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock of those who wait; the system's if null.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public DedicatedThreads(DedicatedThreadsOptions? options = null, TimeProvider? timeProvider = null)
        : this(options ?? new(), timeProvider, static thread => thread.UnsafeStart())
    {
    }

    internal DedicatedThreads(DedicatedThreadsOptions options, TimeProvider? timeProvider, Action<Thread> start)
    {
        BulkheadOptions bulkhead = new()
        {
            Name = options.Name,
            PermitLimit = options.Threads,
            QueueLimit = options.QueueLimit,
            QueueTimeout = options.QueueTimeout,
            Priority = options.Priority,
        };
        OptionErrors.Check("dedicated threads", errors =>
        {
            errors.Between(nameof(options.Threads), options.Threads, 1, Most);
            BulkheadOptionsCheck.ValidateQueue(bulkhead, errors);
        });
        Bulkhead = new(bulkhead, timeProvider);
        Threads = options.Threads;
        _crew = new(Name, Threads, start);
        if (options.CancelOnDispose)
            _disposal = new();
    }

    /// <summary>The name in messages and rejections.</summary>
    public string Name => Bulkhead.Name;

    /// <summary>How many threads there are at most, and so how many calls run at once.</summary>
    public int Threads { get; }

    /// <summary>
    /// How many calls may wait: from 0 to 1,000,000. May be changed at any time; those who wait already stay.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int QueueLimit
    {
        get => Bulkhead.QueueLimit;
        set => Bulkhead.QueueLimit = value;
    }

    /// <summary>Lets in as many calls as there are threads.</summary>
    internal Bulkhead Bulkhead { get; }

    /// <summary>How many threads there are.</summary>
    internal int Alive => _crew.Alive;

    /// <summary>Calls that run and that wait, and counts; a thread is a permit here.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public BulkheadSnapshot Snapshot() => Bulkhead.Snapshot();

    /// <summary>The threads and their settings in one line, such as "pdf (4 threads, 100 may wait up to 30 s)".</summary>
    public override string ToString() => $"{Name} ({Bulkhead.Count(Threads, "thread")}, {Bulkhead.QueueText})";

    /// <summary>
    /// Takes no more calls, waits until those that were taken have ended (see <see cref="DedicatedThreadsOptions.CancelOnDispose"/>) and
    /// until no thread is left. On one of the threads it does not wait.
    /// </summary>
    public void Dispose()
    {
        Task ended = Stop();
        if (_crew.IsHere)
            return;
        ended.GetAwaiter().GetResult();
        _crew.Join();
    }

    /// <summary>The same as <see cref="Dispose"/>, without keeping this thread.</summary>
    public async ValueTask DisposeAsync()
    {
        Task ended = Stop();
        if (_crew.IsHere)
            return;
        await ended.ConfigureAwait(false);
        _crew.Join();
    }

    /// <summary>Runs a part of a pipeline for which the call has a permit.</summary>
    internal ValueTask<Outcome<T>> RunPartAsync<T>(Func<CancellationToken, Outcome<T>> part, CancellationToken token)
    {
        if (_crew.IsHere)
            return new(part(token));
        if (!_crew.TryAccept())
            return new(Outcome.Failure<T>(new ObjectDisposedException(Name)));
        if (!_crew.TryReserve())
        {
            // In shadow mode there may be more calls than threads.
            _crew.Forget();
            return new(part(token));
        }

        var work = new ThreadWork<Outcome<T>>(_crew, Bulkhead, _normal, false, part, token, Disposal) { Answer = WaitAnswer.Granted };
        work.Tell();
        return FlattenAsync(work.Ended);
    }

    private CancellationToken Disposal => _disposal?.Token ?? default;

    private static async ValueTask<Outcome<T>> FlattenAsync<T>(Task<Outcome<Outcome<T>>> ended)
    {
        Outcome<Outcome<T>> outcome = await ended.ConfigureAwait(false);
        return outcome.IsSuccess ? outcome.Result : Outcome.Failure<T>(outcome.Exception!);
    }

    private Task Stop()
    {
        Task ended = _crew.Stop();
        try
        {
            _disposal?.Cancel();
        }
        catch (AggregateException)
        {
            // What a user has registered with the token of his work threw. The threads end all the same.
        }

        return ended;
    }

    private Task<Outcome<T>> Submit<T>(Func<CancellationToken, T> work, BulkheadPriority priority, CancellationToken caller)
    {
        ArgumentNullException.ThrowIfNull(work);
        SynchronousResult<T>.Require(nameof(work));
        if (caller.IsCancellationRequested)
            return Task.FromResult(Outcome.Cancelled<T>(caller));
        ObjectDisposedException.ThrowIf(!_crew.TryAccept(), this);
        int level = CallQueue.LevelOf(priority);
        var call = new ThreadWork<T>(_crew, Bulkhead, level, true, work, caller, Disposal);
        call.Answer = Bulkhead.TryTake() ? WaitAnswer.Granted : Bulkhead.Ask(level, inShadow: false, mayWait: true);
        if (call.Answer != WaitAnswer.None)
        {
            call.Tell();
            return call.Ended;
        }

        call.Watch(Bulkhead.QueueTimeout, call.Token);
        Bulkhead.Join(call);
        return call.Ended;
    }
}
