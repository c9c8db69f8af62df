using Resilience.Pipelines;

namespace Resilience.FanOut;

/// <summary>
/// One request to the dependencies of a group. Each end of a call, the deadline and the caller's cancellation settle what they know under
/// one lock; whoever ends the run tells the caller, after everything that is still under way has been told to stop. What ends later than
/// the run is observed, and its result disposed of.
/// </summary>
/// <remarks>
/// A call costs one asynchronous method and a source of cancellation. The sources are apart, because the token of a call that has answered
/// may live on in its result, and must not be cancelled with the others.
/// </remarks>
internal sealed partial class FanOutRun<TRequest, TResult>(
    FanOutGroup<TRequest, TResult> group,
    FanOutOptions options,
    Dependency<TRequest, TResult>[] members,
    TRequest request,
    TimeProvider clock,
    CancellationToken caller)
{
    private readonly Lock _gate = new();
    private readonly FanOutAnswer<TResult>[] _answers = new FanOutAnswer<TResult>[members.Length];
    private readonly FanOutCall[] _calls = new FanOutCall[members.Length];
    private readonly int _mostRunning = options.Enabled ? options.MaxConcurrency : 1;
    private readonly bool _isBounded = !options.Enabled || options.MaxConcurrency < members.Length;
    private readonly long _started = clock.GetTimestamp();
    private TaskCompletionSource? _done;
    private int _next;
    private int _running;
    private int _answered;
    private int _successes;
    private int? _winner;
    private bool _isOver;
    private bool _isCancelled;

    public async ValueTask<FanOutResult<TResult>> RunAsync()
    {
        caller.ThrowIfCancellationRequested();
        BeginCalls();
        if (NeedsToWait(out Task done))
        {
            ITimer timer = clock.CreateTimer(
                static run => ((FanOutRun<TRequest, TResult>)run!).PassDeadline(), this, options.Timeout, Timeout.InfiniteTimeSpan);
            // Not waited for when it is let go of: another thread may be in it, and finds that the run is over.
            CancellationTokenRegistration registration =
                caller.UnsafeRegister(static run => ((FanOutRun<TRequest, TResult>)run!).Cancel(), this);
            await done.ConfigureAwait(false);
            registration.Unregister();
            timer.Dispose();
        }

        if (_isCancelled)
            throw new OperationCanceledException(caller);
        return group.Finish(new(group.Name, _answers, _winner, _successes, clock.GetElapsedTime(_started)), options);
    }

    private bool NeedsToWait(out Task done)
    {
        lock (_gate)
        {
            done = _isOver ? Task.CompletedTask : (_done = new()).Task;
            return !_isOver;
        }
    }

    /// <summary>Begins calls until as many run as may. One that ends at once makes room for the next one.</summary>
    private void BeginCalls()
    {
        while (TryTakeNext(out int index))
        {
            if (options.UseThreadPool)
                _ = Task.Run(() => Begin(index), CancellationToken.None);
            else
                _ = Begin(index);
        }
    }

    private bool TryTakeNext(out int index)
    {
        if (!_isBounded)
        {
            // Only the caller begins calls then, and nobody waits for a place.
            index = _next;
            if (index == members.Length || Volatile.Read(ref _isOver))
                return false;
            _next++;
            return true;
        }

        lock (_gate)
        {
            index = _next;
            if (_isOver || index == members.Length || _running >= _mostRunning)
                return false;
            _next++;
            _running++;
            return true;
        }
    }

    private Task Begin(int index)
    {
        Dependency<TRequest, TResult> member = members[index];
        CircuitPermit permit = default;
        if (member.CircuitBreaker is { } breaker && !breaker.TryEnter(out permit, out Rejection? rejection, out TimeSpan? retryAfter))
        {
            Settle(index, FanOutAnswerKind.OpenCircuit, Outcome.Rejected<TResult>(rejection!, retryAfter));
            return Task.CompletedTask;
        }

        var source = new CancellationTokenSource();
        _calls[index] = new(clock.GetTimestamp(), source, permit);
        // Either this sees that the run is over, or whoever ends it sees this call, and stops it.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _isOver))
        {
            permit.Dispose();
            return Task.CompletedTask;
        }

        return member.IsBare ? CallBareAsync(index, member, source.Token) : CallAsync(index, member, source.Token);
    }

    private async Task CallBareAsync(int index, Dependency<TRequest, TResult> member, CancellationToken cancellationToken)
    {
        bool isLater = false;
        Outcome<TResult> outcome;
        try
        {
            ValueTask<TResult> made = member.CallBareAsync(request, cancellationToken);
            isLater = !made.IsCompleted;
            outcome = Outcome.Success(await made.ConfigureAwait(false));
        }
        catch (Exception error)
        {
            outcome = Classified.OutcomeOf<TResult>(error, cancellationToken);
        }

        End(index, outcome, isLater);
    }

    private async Task CallAsync(int index, Dependency<TRequest, TResult> member, CancellationToken cancellationToken)
    {
        TimeSpan initialization = options.Timeout * options.InitializationShare;
        ValueTask<Outcome<TResult>> made = member.CallAsync(request, initialization, clock, cancellationToken);
        bool isLater = !made.IsCompleted;
        End(index, await made.ConfigureAwait(false), isLater);
    }

    // Later means that the loop which began the call has gone on; if it has not, it begins the next one itself.
    private void End(int index, Outcome<TResult> outcome, bool isLater)
    {
        if (outcome.IsSuccess && group.Accepts is { } accepts)
            outcome = Judge(accepts, index, outcome);
        Settle(index, FanOutAnswerKind.Called, outcome);
        if (isLater && _isBounded)
            BeginCalls();
    }

    /// <summary>What is not acceptable is a failure; its result is nobody's.</summary>
    private Outcome<TResult> Judge(Func<TResult, bool> accepts, int index, in Outcome<TResult> outcome)
    {
        try
        {
            if (accepts(outcome.Result))
                return outcome;
            Discarding.DisposeElsewhere(outcome);
            return Outcome.Failure<TResult>(
                new FanOutException($"The answer of {members[index].Name} is not acceptable."),
                new Failure(FailureCause.Data, FailureDisposition.Permanent));
        }
        catch (Exception error)
        {
            Discarding.DisposeElsewhere(outcome);
            return Classified.Failure<TResult>(error);
        }
    }
}
