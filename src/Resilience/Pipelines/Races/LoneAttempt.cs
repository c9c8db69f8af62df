using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines.Races;

/// <summary>
/// The first attempt of a race while it is alone and goes on asynchronously. Mostly it ends well before any other would start: so this is one
/// object with one timer, which the frame keeps for its next execution, and a race is made only if there is to be one.
/// </summary>
/// <remarks>
/// The state counts uses. Whoever moves it on from <see cref="Watching"/> has the say: the end of the attempt, or the timer. A timer that
/// fires late finds another state or another use, and at worst looks at a clock.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The timer is disposed of when a race begins, and merely stopped otherwise.")]
internal sealed class LoneAttempt<TCall, TRaw, T> : IValueTaskSource<Outcome<T>>, IRace
    where TCall : struct, ICall<TRaw, T>
{
    private const long StateMask = 3;
    private const long Watching = 1;
    private const long Ended = 2;
    private const long Raced = 3;
    private const long NextUse = 4;

    private readonly TimeProvider _clock;
    private readonly Action _end;
    private ManualResetValueTaskSourceCore<Outcome<T>> _source;
    private ConfiguredValueTaskAwaitable<Outcome<T>>.ConfiguredValueTaskAwaiter _running;
    private ExecutionFrame? _frame;
    private TCall _call;
    private ResilienceContext? _view;
    private ResilienceContext? _own;
    private Race<TCall, TRaw, T>? _race;
    private Outcome<T> _outcome;
    private Judgement _judgement;
    private ExecutionContext? _context;
    private ITimer? _timer;
    private TimeSpan _delay;
    private long _began;
    private long _state;
    private int _arrived;

    private LoneAttempt(TimeProvider clock)
    {
        _clock = clock;
        _end = End;
    }

    public ResilienceContext Context => _call.Context ?? (_own ??= new ResilienceContext(null, _frame!.Origin));

    /// <summary>Waits for a first attempt, and for those that may join it.</summary>
    public static ValueTask<Outcome<T>> WatchAsync(
        ExecutionFrame frame, in TCall call, ResilienceContext? view, ValueTask<Outcome<T>> running)
    {
        if (frame.Companion is not LoneAttempt<TCall, TRaw, T> lone || !ReferenceEquals(lone._clock, frame.TimeProvider))
            lone = new(frame.TimeProvider);
        frame.Companion = null;
        frame.SpendSource();
        lone._frame = frame;
        lone._call = call;
        lone._view = view;
        try
        {
            lone.Prepare(frame);
        }
        catch (Exception exception)
        {
            return lone.LeaveToRace().GiveUpAsync(running, view, exception);
        }

        return lone._delay == TimeSpan.Zero
            ? lone.LeaveToRace().GoOnAsync(running, view, TimeSpan.Zero)
            : lone.StartAsync(frame, running);
    }

    Outcome<T> IValueTaskSource<Outcome<T>>.GetResult(short token)
    {
        Outcome<T> outcome = _source.GetResult(token);
        if ((_state & StateMask) == Ended)
            Release();
        return outcome;
    }

    ValueTaskSourceStatus IValueTaskSource<Outcome<T>>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<Outcome<T>>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    /// <summary>Everything that asks users' code, or a clock that may be one's.</summary>
    private void Prepare(ExecutionFrame frame)
    {
        RacingStrategy racing = frame.Core.Racing!;
        _began = 0;
        _delay = racing.MaxAttempts > 1 ? racing.DelayBefore(this, 2) : Timeout.InfiniteTimeSpan;
        _began = RaceClock.BeginOf(frame);
        // Another attempt that could only be cut off is not worth a timer.
        if (_delay > TimeSpan.Zero && _delay >= frame.Core.Timeline.Until(frame.AttemptDue))
            _delay = Timeout.InfiniteTimeSpan;
        _timer ??= _delay > TimeSpan.Zero
            ? RaceTimer.Make(_clock, static lone => ((LoneAttempt<TCall, TRaw, T>)lone!).TimerFired(), this)
            : null;
    }

    private ValueTask<Outcome<T>> StartAsync(ExecutionFrame frame, ValueTask<Outcome<T>> running)
    {
        short version = _source.Version;
        _context = ExecutionContext.Capture();
        _running = running.ConfigureAwait(false).GetAwaiter();
        Volatile.Write(ref _state, _state | Watching);
        if (_delay > TimeSpan.Zero)
            RaceTimer.Set(_timer!, _delay);
        _running.UnsafeOnCompleted(_end);
        return new(this, version);
    }

    /// <summary>The attempt has ended.</summary>
    private void End()
    {
        Outcome<T> outcome;
        try
        {
            outcome = _running.GetResult();
        }
        catch (Exception exception)
        {
            outcome = Classification.Failed<T>(_frame!.Core, exception);
        }

        long state = Volatile.Read(ref _state);
        if ((state & StateMask) == Watching && TryMove(state, Ended))
        {
            Conclude(outcome);
            return;
        }

        _outcome = outcome;
        HandOver();
    }

    /// <summary>The attempt has ended and was alone; unless it ended well, others follow.</summary>
    private void Conclude(in Outcome<T> outcome)
    {
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_frame!.Core.Racing!.IsEnd(_frame.Core, outcome, _began, out Judgement judgement))
        {
            if (_view is not null)
                _call.Context!.Adopt(_view, 1);
            _source.SetResult(outcome);
            return;
        }

        _state |= Raced;
        _timer?.Dispose();
        _outcome = outcome;
        _judgement = judgement;
        RunInContext(static lone => _ = lone.ForwardAsync(lone.NewRace().GoOnAsync(lone._outcome, lone._judgement, lone._view)));
    }

    /// <summary>The attempt has been alone for as long as it may.</summary>
    private void TimerFired()
    {
        long state = Volatile.Read(ref _state);
        if ((state & StateMask) != Watching)
            return;
        TimeSpan left = Left();
        if (left <= TimeSpan.Zero)
        {
            if (TryMove(state, Raced))
                BeginRace();
        }
        else if (Volatile.Read(ref _state) == state)
        {
            // What was read belongs together: the use is still the same.
            RaceTimer.Set(_timer!, left);
        }
    }

    private TimeSpan Left()
    {
        try
        {
            return _delay - _clock.GetElapsedTime(_began);
        }
        catch (Exception)
        {
            // A clock that fails has said once that it is time.
            return TimeSpan.Zero;
        }
    }

    private void BeginRace()
    {
        _timer!.Dispose();
        RunInContext(static lone =>
        {
            lone._race = lone.NewRace();
            ValueTask<Outcome<T>> race = lone._race.JoinAsync(lone._view);
            lone.HandOver();
            _ = lone.ForwardAsync(race);
        });
    }

    /// <summary>Other attempts see the ambient state of the caller, not that of whoever ends the first one, or of a timer.</summary>
    private void RunInContext(Action<LoneAttempt<TCall, TRaw, T>> action)
    {
        if (_context is null)
            action(this);
        else
            ExecutionContext.Run(_context, static state => ((Step)state!).Run(), new Step(this, action));
    }

    /// <summary>Done when there is a race, and when the first attempt has ended: the second time the race is told of it.</summary>
    private void HandOver()
    {
        if (Interlocked.Increment(ref _arrived) == 2)
            _race!.FirstEnded(_outcome);
    }

    private async Task ForwardAsync(ValueTask<Outcome<T>> race) => _source.SetResult(await race.ConfigureAwait(false));

    private bool TryMove(long state, long next) => Interlocked.CompareExchange(ref _state, (state & ~StateMask) | next, state) == state;

    /// <summary>It is not alone from the beginning.</summary>
    private Race<TCall, TRaw, T> LeaveToRace()
    {
        Race<TCall, TRaw, T> race = NewRace();
        Release();
        return race;
    }

    private Race<TCall, TRaw, T> NewRace() => Race<TCall, TRaw, T>.Of(_frame!, _call, _began, isDetached: false);

    /// <summary>Nobody else has to do with it any more: the frame may use it again.</summary>
    private void Release()
    {
        ExecutionFrame frame = _frame!;
        _frame = null;
        _call = default;
        _view = null;
        _own = null;
        _running = default;
        _context = null;
        _source.Reset();
        Volatile.Write(ref _state, (_state & ~StateMask) + NextUse);
        frame.Companion = this;
    }

    private sealed record Step(LoneAttempt<TCall, TRaw, T> Lone, Action<LoneAttempt<TCall, TRaw, T>> Action)
    {
        public void Run() => Action(Lone);
    }
}
