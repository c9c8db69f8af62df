using System.Threading.Tasks.Sources;

namespace Resilience.Pipelines.Races;

// What happens in a race: attempts end, and time passes. Told from any thread, and taken by the one that leads.
internal sealed partial class Race<TCall, TRaw, T> : IValueTaskSource
{
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<bool> _signal;
    private RaceAttempt<T>? _firstEnded;
    private RaceAttempt<T>? _lastEnded;
    private ITimer? _timer;
    private TimeSpan _delay = Timeout.InfiniteTimeSpan;
    private long _delayBegan;
    private bool _timeIsUp;
    private bool _isAwaited;
    private bool _isOver;

    void IValueTaskSource.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    /// <summary>Tells the race that an attempt has ended. After the end of the race nobody wants its result.</summary>
    private void Tell(RaceAttempt<T> attempt, in Outcome<T> outcome)
    {
        bool wakes;
        bool isLate;
        lock (_gate)
        {
            attempt.Outcome = outcome;
            isLate = _isOver;
            // Whoever closes the race disposes of the results that came before; those that come later do so themselves.
            attempt.HasEnded = !isLate;
            wakes = !isLate && TakeAwaited_NeedsLock();
            if (!isLate)
                Enqueue_NeedsLock(attempt);
        }

        if (isLate)
            Discard(attempt);
        else if (wakes)
            _signal.SetResult(true);
    }

    /// <summary>Takes what happened first and was not taken yet: an attempt that ended, or null if the delay has passed.</summary>
    private bool TryTake(out RaceAttempt<T>? ended)
    {
        bool timeIsUp;
        lock (_gate)
        {
            ended = _firstEnded;
            if (ended is not null)
            {
                _firstEnded = ended.Next;
                return true;
            }

            timeIsUp = _timeIsUp;
            _timeIsUp = false;
        }

        return timeIsUp && DelayHasPassed();
    }

    /// <summary>Ends when there is something to take.</summary>
    private ValueTask SomethingHappensAsync()
    {
        lock (_gate)
        {
            if (_firstEnded is not null || _timeIsUp)
                return default;
            _signal.Reset();
            _isAwaited = true;
            return new(this, _signal.Version);
        }
    }

    /// <summary>Has time tell when the next attempt is to be started; starts those for which there is nothing to wait.</summary>
    private void Schedule(TimeSpan? delay)
    {
        for (; _score.IsOpen && !IsCutOff; delay = null)
        {
            TimeSpan wait = delay ?? _strategy.DelayBefore(this, _score.Started + 1);
            if (wait != TimeSpan.Zero)
            {
                // An attempt that could only be cut off is not worth a timer.
                SetTimer(wait < TimeSpan.Zero || wait >= _core.Timeline.Until(_due) ? Timeout.InfiniteTimeSpan : wait);
                return;
            }

            Start(null);
        }

        SetTimer(Timeout.InfiniteTimeSpan);
    }

    private void SetTimer(TimeSpan delay)
    {
        _delay = delay;
        if (delay < TimeSpan.Zero)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        _delayBegan = _core.TimeProvider.GetTimestamp();
        RunTimer(delay);
    }

    private void RunTimer(TimeSpan left)
    {
        _timer ??= RaceTimer.Make(_core.TimeProvider, static race => ((Race<TCall, TRaw, T>)race!).TimerFired(), this);
        RaceTimer.Set(_timer, left);
    }

    private void TimerFired()
    {
        bool wakes;
        lock (_gate)
        {
            _timeIsUp = true;
            wakes = TakeAwaited_NeedsLock();
        }

        if (wakes)
            _signal.SetResult(true);
    }

    /// <summary>Whether the timer meant the delay that runs now, and was not early; timers may be by a tick.</summary>
    private bool DelayHasPassed()
    {
        if (_delay < TimeSpan.Zero)
            return false;
        TimeSpan left = _delay - _core.TimeProvider.GetElapsedTime(_delayBegan);
        if (left > TimeSpan.Zero)
            RunTimer(left);
        return left <= TimeSpan.Zero;
    }

    private void StopListening()
    {
        lock (_gate)
            _isOver = true;
        _timer?.Dispose();
    }

    private bool TakeAwaited_NeedsLock()
    {
        bool wasAwaited = _isAwaited;
        _isAwaited = false;
        return wasAwaited;
    }

    private void Enqueue_NeedsLock(RaceAttempt<T> attempt)
    {
        if (_firstEnded is null)
            _firstEnded = attempt;
        else
            _lastEnded!.Next = attempt;
        _lastEnded = attempt;
    }
}
