using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines.Races;

// Starts attempts, and ends those that have lost.
internal sealed partial class Race<TCall, TRaw, T>
{
    private RaceAttempt<T>? _first;
    private RaceAttempt<T>? _latest;
    private ConfiguredValueTaskAwaitable<Outcome<T>>.ConfiguredValueTaskAwaiter _running;

    private RaceAttempt<T> NewFirst(ResilienceContext? view) => new(this, 1, _source, _caller, _due) { View = view, Began = _began };

    /// <summary>Runs the first attempt on this thread, until it goes on asynchronously or ends.</summary>
    private void StartFirst()
    {
        _latest = _first = NewFirst(_call.Context?.Fork(1));
        Watch(RunSame(_first));
    }

    /// <summary>Runs the first attempt on the pool, as all the others.</summary>
    private void StartFirstElsewhere()
    {
        _latest = _first = NewFirst(_call.Context?.Fork(1));
        Queue(_first);
    }

    /// <summary>Has the first attempt tell the race when it ends.</summary>
    private void Watch(ValueTask<Outcome<T>> running)
    {
        _running = running.ConfigureAwait(false).GetAwaiter();
        if (_running.IsCompleted)
            RunningEnded();
        else
            _running.UnsafeOnCompleted(RunningEnded);
    }

    private void RunningEnded()
    {
        Outcome<T> outcome;
        try
        {
            outcome = _running.GetResult();
        }
        catch (Exception exception)
        {
            outcome = Classification.Failed<T>(_core, exception);
        }

        Tell(_first!, outcome);
    }

    /// <summary>Starts another attempt.</summary>
    /// <param name="failed">The attempt whose failure is the reason, if it is not time.</param>
    private void Start(RaceAttempt<T>? failed)
    {
        _score.Start();
        int number = _score.Started;
        var attempt = new RaceAttempt<T>(this, number, new CancellationTokenSource(), _caller, _due)
        {
            Elapsed = _core.TimeProvider.GetElapsedTime(_began),
            Reason = failed?.Failed,
            View = _call.Context?.Fork(number),
            Previous = _latest,
        };
        _latest = attempt;
        attempt.LinkTo(_token);
        Queue(attempt);
    }

    // Users' code may block, and the leader's thread is somebody else's: an attempt that ends, or a timer.
    private void Queue(RaceAttempt<T> attempt) =>
        ThreadPool.QueueUserWorkItem(static item => _ = item.Race.MakeAsync(item.Attempt), (Race: this, Attempt: attempt), preferLocal: false);

    private async Task MakeAsync(RaceAttempt<T> attempt)
    {
        Outcome<T> outcome;
        try
        {
            RaceAction<T> action = attempt.Number == 1
                ? RaceAction<T>.Same
                : await _strategy.StartAsync(attempt).ConfigureAwait(false);
            attempt.WasMade = action.IsMade;
            outcome = !action.IsMade ? default
                : _caller.IsCancellationRequested ? Outcome.Cancelled<T>(_caller)
                : await Run(attempt, action).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            outcome = Classification.Failed<T>(_core, exception);
        }

        Tell(attempt, outcome);
    }

    private ValueTask<Outcome<T>> Run(RaceAttempt<T> attempt, in RaceAction<T> action)
    {
        if (_core.MeasuresRaces && attempt.Number > 1)
            attempt.Began = _core.TimeProvider.GetTimestamp();
        return action.Other is null ? RunSame(attempt) : RunOther(attempt, action.Other);
    }

    private ValueTask<Outcome<T>> RunSame(RaceAttempt<T> attempt)
    {
        TCall call = _call;
        if (attempt.View is not null)
            TCall.UseContext(ref call, attempt.View);
        return Executor<TCall, TRaw, T, OutcomeDoor<T>, Outcome<T>>.RunInner(_core.Inner!, call, attempt.Token, attempt.Around);
    }

    private ValueTask<Outcome<T>> RunOther(RaceAttempt<T> attempt, Func<CancellationToken, ValueTask<T>> other) =>
        attempt.View is null
            ? Executor<ValueCall<Func<CancellationToken, ValueTask<T>>, T>, T, T, OutcomeDoor<T>, Outcome<T>>.RunInner(
                _core.Inner!, new(static (other, token) => other(token), other), attempt.Token, attempt.Around)
            : Executor<ContextCall<Func<CancellationToken, ValueTask<T>>, T>, T, T, OutcomeDoor<T>, Outcome<T>>.RunInner(
                _core.Inner!, new(static (other, context) => other(context.CancellationToken), other, attempt.View),
                attempt.Token, attempt.Around);

    public async ValueTask<T> CallAsync(RaceAttempt<T> attempt, CancellationToken token)
    {
        TCall call = _call;
        if (attempt.View is not null)
            TCall.UseContext(ref call, attempt.View);
        TRaw raw = await call.Invoke(token).ConfigureAwait(false);
        if (TCall.TryGetResult(raw, out T result))
            return result;
        TCall.ToOutcome(raw, out Outcome<T> outcome);
        return outcome.Result;
    }

    /// <summary>Ends the race: nothing is started or watched any more, and whoever lost is told.</summary>
    private void Close(RaceAttempt<T>? winner)
    {
        StopListening();
        // First of all: what cancels the others must not reach it.
        winner?.Unlink();
        for (RaceAttempt<T>? attempt = _latest; attempt is not null; attempt = attempt.Previous)
        {
            if (ReferenceEquals(attempt, winner))
                continue;
            if (attempt.HasEnded)
            {
                Discard(attempt);
                continue;
            }

            attempt.Unlink();
            if (_core.MeasuresRaces && attempt.Began != 0)
                _strategy.Measure(attempt.Began, won: false);
            _ = attempt.Source.CancelAsync();
        }
    }

    /// <summary>Nobody will receive the result of an attempt, unless the winner has the very same.</summary>
    private void Discard(RaceAttempt<T> attempt)
    {
        if (attempt.WasMade && (_winner is null || !Discarding.IsSame(_winner.Outcome, attempt.Outcome)))
            Discard(attempt.Outcome);
    }

    private static void Discard(in Outcome<T> outcome) => Discarding.DisposeElsewhere(outcome);
}
