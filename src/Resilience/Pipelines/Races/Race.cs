using System.Runtime.CompilerServices;
using Resilience.Pipelines.Calls;
using Resilience.Timing;

namespace Resilience.Pipelines.Races;

/// <summary>
/// Several attempts of one call at the same time, of which the first that is good enough counts. It is made when the first attempt has not
/// ended well at once.
/// </summary>
/// <remarks>
/// One asynchronous method leads the race, and alone decides; attempts and the timer only tell it what happened (Race.Events.cs). No attempt
/// but the first runs on a thread that the leader needs (Race.Attempts.cs). It does not look at the frame of the execution that it is part
/// of, which may be gone: a timeout with <c>Abandon</c> leaves races behind, too.
/// </remarks>
internal sealed partial class Race<TCall, TRaw, T> : IRace<T>
    where TCall : struct, ICall<TRaw, T>
{
    private readonly PipelineCore _core;
    private readonly RacingStrategy _strategy;
    private readonly TCall _call;
    private readonly CancellationToken _caller;
    private readonly long _due;
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _token;
    private readonly bool _isDetached;
    private readonly long _began;
    private RaceScore _score;
    private RaceAttempt<T>? _winner;
    private ResilienceContext? _own;

    private Race(
        PipelineCore core, TCall call, in Surroundings around, CancellationTokenSource source, long began, bool isDetached)
    {
        _core = core;
        _strategy = core.Racing!;
        _call = call;
        _caller = around.Caller;
        _due = around.Due;
        _source = source;
        _token = source.Token;
        _isDetached = isDetached;
        _began = began;
        _score = new(_strategy.MaxAttempts);
    }

    public PipelineCore Core => _core;

    public ResilienceContext Context => _call.Context ?? (_own ??= new ResilienceContext(null, _caller));

    public object? State => _call.State;

    /// <summary>Whether the caller has gone, or the deadline has passed: nothing may be started any more.</summary>
    private bool IsCutOff =>
        // The caller's cancellation may be on its way to the token.
        _caller.IsCancellationRequested || _token.IsCancellationRequested
        || (_due != Timeline.Never && _due <= _core.Timeline.Now);

    /// <summary>Makes the race of the attempt that a frame has just started.</summary>
    /// <param name="frame">The frame, which has been told that its source serves no other.</param>
    /// <param name="call">The user's callback.</param>
    /// <param name="began">When the race began.</param>
    /// <param name="isDetached">Whether the execution may end without the race.</param>
    public static Race<TCall, TRaw, T> Of(ExecutionFrame frame, in TCall call, long began, bool isDetached) =>
        new(frame.Core, call, new(frame.Origin, frame.AttemptDue), frame.Cell.Source!, began, isDetached);

    /// <summary>Runs the whole race.</summary>
    public ValueTask<Outcome<T>> RunAsync()
    {
        TimeSpan? delay = null;
        if (TCall.IsSynchronous && _strategy.MayOverlap)
        {
            try
            {
                delay = _strategy.DelayBefore(this, 2);
            }
            catch (Exception exception)
            {
                return new(Classification.Failed<T>(_core, exception));
            }
        }

        // A callback that blocks would keep the others, and the leader, from everything: it gets a thread of its own if there may be others.
        if (delay >= TimeSpan.Zero)
            StartFirstElsewhere();
        else
            StartFirst();
        return LeadAsync(delay);
    }

    /// <summary>Runs the rest of a race whose first attempt goes on.</summary>
    public ValueTask<Outcome<T>> GoOnAsync(ValueTask<Outcome<T>> running, ResilienceContext? view, TimeSpan delay)
    {
        _latest = _first = NewFirst(view);
        Watch(running);
        return LeadAsync(delay);
    }

    /// <summary>Runs the rest of a race whose first attempt has ended, and not well.</summary>
    public ValueTask<Outcome<T>> GoOnAsync(in Outcome<T> ended, in Judgement judgement, ResilienceContext? view)
    {
        _latest = _first = NewFirst(view);
        _first.Judgement = judgement;
        Tell(_first, ended);
        // There is nothing to wait for before the next.
        return LeadAsync(Timeout.InfiniteTimeSpan);
    }

    /// <summary>
    /// Runs the rest of a race whose first attempt goes on, has been alone for as long as it may, and will be told of by
    /// <see cref="FirstEnded(in Outcome{T})"/>.
    /// </summary>
    public ValueTask<Outcome<T>> JoinAsync(ResilienceContext? view)
    {
        _latest = _first = NewFirst(view);
        return LeadAsync(TimeSpan.Zero);
    }

    /// <summary>The first attempt of a race that was joined has ended.</summary>
    public void FirstEnded(in Outcome<T> outcome) => Tell(_first!, outcome);

    /// <summary>Ends a race before it has begun, because it cannot be known how to go on.</summary>
    public ValueTask<Outcome<T>> GiveUpAsync(ValueTask<Outcome<T>> running, ResilienceContext? view, Exception exception)
    {
        _latest = _first = NewFirst(view);
        Watch(running);
        return new(GiveUp(exception));
    }

    /// <summary>What was set in the context of the attempt that counts is the caller's from now on.</summary>
    public void GiveContextBack()
    {
        if (_call.Context is not null && _winner is { View: not null })
            _call.Context.Adopt(_winner.View, _score.Started);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Outcome<T>> LeadAsync(TimeSpan? delay)
    {
        try
        {
            Schedule(delay);
            while (true)
            {
                if (!TryTake(out RaceAttempt<T>? ended))
                {
                    await SomethingHappensAsync().ConfigureAwait(false);
                    continue;
                }

                bool isCutOff = IsCutOff;
                AttemptEnd end = ended is null ? default : Judge(ended);
                switch (ended is null ? _score.TimeIsUp(isCutOff) : _score.Ended(end, isCutOff))
                {
                    case RaceStep.Start:
                        Start(ended);
                        Schedule(null);
                        break;
                    case RaceStep.EndWithThis:
                        return EndWith(ended!, end);
                    case RaceStep.EndWithFirst:
                        return EndWith(_first!, AttemptEnd.Final);
                }
            }
        }
        catch (Exception exception)
        {
            return GiveUp(exception);
        }
    }

    /// <summary>A generator of the user's has thrown, or a clock: there is nobody to ask how to go on.</summary>
    private Outcome<T> GiveUp(Exception exception)
    {
        Close(null);
        return Classification.Failed<T>(_core, exception);
    }

    private Outcome<T> EndWith(RaceAttempt<T> winner, AttemptEnd end)
    {
        _winner = winner;
        Close(winner);
        if (!_isDetached)
            GiveContextBack();
        if (end == AttemptEnd.Failed && _caller.IsCancellationRequested)
        {
            // Another attempt would have followed if the caller had not gone.
            Discard(winner.Outcome);
            return Outcome.Cancelled<T>(_caller);
        }

        if (end == AttemptEnd.Accepted && _core.MeasuresRaces)
            _strategy.Measure(winner.Began, won: true);
        return winner.Outcome;
    }

    private AttemptEnd Judge(RaceAttempt<T> attempt)
    {
        if (!attempt.WasMade)
            return AttemptEnd.NotMade;
        try
        {
            return attempt.Outcome.IsSuccess ? JudgeResult(attempt) : JudgeFault(attempt);
        }
        catch (Exception exception)
        {
            return TakeFault(attempt, exception);
        }
    }

    private AttemptEnd JudgeResult(RaceAttempt<T> attempt)
    {
        if (_core.RaceJudge is null)
            return AttemptEnd.Accepted;
        if (attempt.Judgement is not { } judgement
            && ((ResultJudge<T>)_core.RaceJudge).Accepts(attempt.Outcome.ResultOrDefault!, out judgement))
            return AttemptEnd.Accepted;
        if (judgement.Fault is not null)
            return TakeFault(attempt, judgement.Fault);
        attempt.Failed = FailedAttempt.FromResult(judgement.Failure);
        return judgement.By != ResultJudge.Everyone || _strategy.Handles(attempt.Failed) ? AttemptEnd.Failed : AttemptEnd.Accepted;
    }

    private AttemptEnd JudgeFault(RaceAttempt<T> attempt)
    {
        if (attempt.Outcome.IsCancelled)
            return AttemptEnd.Final;
        attempt.Failed = FailedAttempt.FromFault(attempt.Outcome.Fault, attempt.Outcome.Detail);
        if (attempt.Failed.IsRejected)
            return _strategy.HedgesRejections ? AttemptEnd.Failed : AttemptEnd.Refused;
        return _strategy.Handles(attempt.Failed) ? AttemptEnd.Failed : AttemptEnd.Final;
    }

    /// <summary>A predicate of the user's has thrown: that is the outcome.</summary>
    private AttemptEnd TakeFault(RaceAttempt<T> attempt, Exception fault)
    {
        Discard(attempt.Outcome);
        attempt.Outcome = Classification.Failed<T>(_core, fault);
        return AttemptEnd.Final;
    }
}
