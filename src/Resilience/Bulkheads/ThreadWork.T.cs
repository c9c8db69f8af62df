namespace Resilience.Bulkheads;

/// <summary>Work with a result.</summary>
internal sealed class ThreadWork<T>(
    ThreadCrew crew,
    Bulkhead bulkhead,
    int level,
    bool hasOwnPermit,
    Func<CancellationToken, T> work,
    CancellationToken caller,
    CancellationToken disposal)
    : ThreadWork(crew, bulkhead, level, hasOwnPermit)
{
    private readonly Bulkhead _bulkhead = bulkhead;
    private readonly TaskCompletionSource<Outcome<T>> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource? _both =
        caller.CanBeCanceled && disposal.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(caller, disposal) : null;

    private Outcome<T> _outcome;

    /// <summary>Ends with the work; never fails.</summary>
    public Task<Outcome<T>> Ended => _ended.Task;

    /// <summary>Cancelled by the caller, and by disposal if that is wanted.</summary>
    public CancellationToken Token => _both?.Token ?? (caller.CanBeCanceled ? caller : disposal);

    protected override void Run()
    {
        if (Token.IsCancellationRequested)
        {
            Answer = WaitAnswer.Cancelled;
            Refuse(null);
            return;
        }

        try
        {
            _outcome = Outcome.Success(work(Token));
        }
        catch (OperationCanceledException exception) when (caller.IsCancellationRequested)
        {
            _outcome = Outcome.Cancelled<T>(
                exception.CancellationToken == caller ? exception : new(exception.Message, exception, caller));
        }
        catch (Exception exception)
        {
            _outcome = Outcome.Failure<T>(exception);
        }
    }

    protected override void Refuse(Exception? fault) =>
        _outcome = fault is not null ? Outcome.Failure<T>(fault)
            : Answer != WaitAnswer.Cancelled ? Outcome.Rejected<T>(_bulkhead.RejectionOf(Answer))
            : caller.IsCancellationRequested ? Outcome.Cancelled<T>(caller)
            : Outcome.Failure<T>(new ObjectDisposedException(_bulkhead.Name));

    protected override void Finish()
    {
        _both?.Dispose();
        _ended.SetResult(_outcome);
    }
}
