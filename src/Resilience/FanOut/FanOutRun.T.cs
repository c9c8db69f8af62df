using Resilience.Pipelines;

namespace Resilience.FanOut;

/// <summary>
/// One request to the dependencies of a group. Each end of a call, the deadline and the caller's cancellation settle what they know under
/// one lock; whoever ends the run tells the caller, after everything that is still under way has been told to stop. What ends later than
/// the run is observed, and its result disposed of.
/// </summary>
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
    private readonly FanOutCall?[] _calls = new FanOutCall?[members.Length];
    private readonly bool[] _isAnswered = new bool[members.Length];
    private readonly int _mostRunning = options.Enabled ? options.MaxConcurrency : 1;
    private readonly TimeSpan _initializationLimit = options.Timeout * options.InitializationShare;
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
        return new(group.Name, _answers, _winner, clock.GetElapsedTime(_started));
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
            Begin(index);
    }

    private bool TryTakeNext(out int index)
    {
        lock (_gate)
        {
            index = _next;
            if (_isOver || _next == members.Length || _running >= _mostRunning)
                return false;
            _next++;
            _running++;
            return true;
        }
    }

    private void Begin(int index)
    {
        Dependency<TRequest, TResult> member = members[index];
        CircuitPermit permit = default;
        if (member.CircuitBreaker is { } breaker && !breaker.TryEnter(out permit, out Rejection? rejection, out TimeSpan? retryAfter))
        {
            Settle(index, FanOutAnswerKind.OpenCircuit, Outcome.Rejected<TResult>(rejection!, retryAfter), TimeSpan.Zero);
            return;
        }

        var call = new FanOutCall(clock.GetTimestamp(), permit, member.CircuitBreaker is not null);
        lock (_gate)
        {
            _calls[index] = call;
            // The run may have ended since this one was taken.
            if (_isOver)
                call.Cancel();
        }

        if (options.UseThreadPool)
        {
            _ = Task.Run(
                () => AwaitAsync(index, call, member.CallAsync(request, _initializationLimit, clock, call.Token)), CancellationToken.None);
            return;
        }

        ValueTask<Outcome<TResult>> made = member.CallAsync(request, _initializationLimit, clock, call.Token);
        if (made.IsCompletedSuccessfully)
            End(index, call, made.Result);
        else
            _ = AwaitAsync(index, call, made);
    }

    private async Task AwaitAsync(int index, FanOutCall call, ValueTask<Outcome<TResult>> made)
    {
        End(index, call, await made.ConfigureAwait(false));
        BeginCalls();
    }

    private void End(int index, FanOutCall call, Outcome<TResult> outcome)
    {
        if (outcome.IsSuccess && group.Accepts is { } accepts)
            outcome = Judge(accepts, index, outcome);
        Settle(index, FanOutAnswerKind.Called, outcome, clock.GetElapsedTime(call.Began));
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
