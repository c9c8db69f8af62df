using System.Diagnostics.CodeAnalysis;
using Resilience.Pipelines.Calls;

namespace Resilience.Pipelines;

/// <summary>
/// Leads an execution through everything that is not a success at once: strategies decide about the outcome, innermost first, and further
/// attempts run for those that order them.
/// </summary>
/// <remarks>
/// It can be interrupted: <see cref="Advance"/> goes on as long as everything completes on this thread, so that a retry of calls that
/// complete synchronously needs no state machine of the compiler's; when something takes time it leaves a task in <see cref="Pending"/>,
/// and is called again when that has ended. A synchronous caller's thread waits instead. This file decides; the other one runs attempts.
/// </remarks>
internal partial struct Recovery<TCall, TRaw, T>
    where TCall : struct, ICall<TRaw, T>
{
    private readonly ExecutionFrame _frame;
    private readonly TCall _call;
    private Deliberation<T> _matter;
    private FailureVerdict _verdict;
    private int _layer;
    private RecoveryStage _stage;

    public Recovery(ExecutionFrame frame, TCall call)
    {
        _frame = frame;
        _call = call;
        frame.ForgetFailures(0);
        frame.AttemptStarted = frame.Started;
    }

    /// <summary>What must end before <see cref="Advance"/> is called again.</summary>
    public Task? Pending { get; private set; }

    /// <summary>The execution's outcome, once <see cref="Advance"/> has returned true.</summary>
    [UnscopedRef]
    public readonly ref readonly Outcome<T> Outcome => ref _matter.Outcome;

    /// <summary>Goes on until the execution has ended (true) or something takes time (false).</summary>
    public bool Advance()
    {
        bool goesOn = true;
        while (goesOn && _stage != RecoveryStage.Ended)
        {
            goesOn = _stage switch
            {
                RecoveryStage.Decide => Decide(),
                RecoveryStage.TakeVerdict => TakePendingVerdict(),
                RecoveryStage.Discarded => Discarded(),
                RecoveryStage.Delayed => Delayed(),
                RecoveryStage.TakeEntry => TakePendingEntry(),
                RecoveryStage.TakeResult => TakePendingResult(),
                _ => TakePendingReplacement(),
            };
        }

        return goesOn;
    }

    private bool Decide()
    {
        ResilienceStrategy[] layers = _frame.Core.Layers;
        while (--_layer >= 0)
        {
            ResilienceStrategy strategy = layers[_layer];
            if (!_matter.IsFailedFor(_frame, _layer))
            {
                if ((strategy.Steps & StrategySteps.Leave) != 0)
                    Entry.Leave(_frame, strategy, _matter.Outcome.IsCancelled);
                continue;
            }

            try
            {
                FailedAttempt failed = _matter.Failed;
                _frame.Delay = TimeSpan.Zero;
                _verdict = strategy.Failure(_frame, failed);
                if (_verdict == FailureVerdict.Wait)
                {
                    ValueTask<FailureVerdict> deciding = strategy.FailureAsync(_frame, failed);
                    if (!deciding.IsCompleted)
                        return Suspend(deciding.AsTask(), RecoveryStage.TakeVerdict);
                    _verdict = deciding.GetAwaiter().GetResult();
                }
            }
            catch (Exception exception)
            {
                _verdict = _frame.FailWith(exception);
            }

            if (_verdict == FailureVerdict.Propagate)
                continue;
            // Another attempt that has ended at once is decided about right here.
            if (!Obey())
                return false;
            if (_stage != RecoveryStage.Decide)
                return true;
        }

        if (_frame.Started != 0)
            _frame.ReportEnd(_matter.Outcome);
        _stage = RecoveryStage.Ended;
        return true;
    }

    private bool TakePendingVerdict()
    {
        try
        {
            _verdict = ((Task<FailureVerdict>)Pending!).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            _verdict = _frame.FailWith(exception);
        }

        _stage = RecoveryStage.Decide;
        return _verdict == FailureVerdict.Propagate || Obey();
    }

    private bool Obey()
    {
        if (_verdict == FailureVerdict.Replace)
            return Replace();
        if (_matter.Outcome.IsSuccess)
        {
            ValueTask disposing = Discarding.DisposeAsync(_matter.Outcome);
            if (!disposing.IsCompletedSuccessfully)
                return Suspend(disposing.AsTask(), RecoveryStage.Discarded);
        }

        return Discarded();
    }

    private bool Discarded()
    {
        if (_verdict == FailureVerdict.Retry)
            return _frame.Delay > TimeSpan.Zero ? Suspend(RetryDelay.StartAsync(_frame, _frame.Delay), RecoveryStage.Delayed) : Delayed();

        _matter.Take(_frame, _frame.TakeEntryFault<T>());
        _stage = RecoveryStage.Decide;
        return true;
    }

    private bool Delayed()
    {
        if (!_frame.CallerToken.IsCancellationRequested)
            return TryAgain();
        _matter.Take(_frame, Resilience.Outcome.Cancelled<T>(_frame.CallerToken));
        _stage = RecoveryStage.Decide;
        return true;
    }

    /// <summary>Leaves a task to be awaited by the caller, or waits for it if the caller wants to be kept on its thread.</summary>
    /// <returns>Whether to go on at once.</returns>
    private bool Suspend(Task pending, RecoveryStage next)
    {
        Pending = pending;
        _stage = next;
        if (TCall.IsSynchronous)
            pending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
        return TCall.IsSynchronous;
    }
}
