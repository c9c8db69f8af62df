using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.CircuitBreakers.Histories;

/// <summary>Does to a breaker what is planned, on two threads, and writes down what it answers.</summary>
internal sealed class HistoryRun
{
    [ThreadStatic]
    private static double _dice;

    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreaker _breaker;
    private readonly HistoryRound[] _rounds;
    private readonly CircuitPermit[] _permits;
    private readonly IDisposable?[] _holds;
    private readonly List<CircuitTransition> _told = [];

    public HistoryRun(CircuitBreakerOptions options, HistoryRound[] rounds)
    {
        options.Randomizer = static () => _dice;
        _breaker = new CircuitBreaker(options, _clock);
        _breaker.Subscribe(_told.Add);
        _rounds = rounds;
        int places = rounds.Sum(static round => round.One.Length + round.Other.Length);
        _permits = new CircuitPermit[places];
        _holds = new IDisposable[places];
    }

    public string Transitions => string.Join(", ", _told.Select(static told => (told.From, told.To, told.Reason)));

    public void Run(Duet duet)
    {
        foreach (HistoryRound round in _rounds)
        {
            _clock.Advance(round.Advance);
            duet.Play(() => Do(round.One), () => Do(round.Other));
        }
    }

    private void Do(HistoryStep[] steps)
    {
        foreach (HistoryStep step in steps)
        {
            step.Began = Stopwatch.GetTimestamp();
            if (step.Step == CircuitStep.Enter)
                Enter(step);
            else if (step.Step is null)
                Look(step);
            else
                Do(step);
            step.Ended = Stopwatch.GetTimestamp();
        }
    }

    private void Enter(HistoryStep step)
    {
        _dice = step.Dice;
        bool entered = _breaker.TryEnter(out _permits[step.Place], out Rejection? rejection, out TimeSpan? retryAfter);
        step.Result = Answers.Enter(entered, rejection?.Reason, retryAfter);
    }

    private void Look(HistoryStep step)
    {
        CircuitBreakerSnapshot seen = _breaker.Snapshot();
        bool counts = seen.State is CircuitState.Closed or CircuitState.MetricsOnly;
        step.Result = Answers.Look(
            seen.State, seen.Generation, seen.ProbesOut, seen.Holders.Count, (seen.RejectedOpen, seen.RejectedIsolated),
            seen.SuccessesSinceLastFailure,
            counts ? (seen.Calls, seen.Failures, seen.SlowCalls, seen.RunningSlowCalls, seen.ConsecutiveFailures) : default);
    }

    private void Do(HistoryStep step)
    {
        switch (step.Step)
        {
            case CircuitStep.Succeed:
                _permits[step.Number].Succeed();
                break;
            case CircuitStep.Fail or CircuitStep.FailWithHint:
                _permits[step.Number].Fail(new Failure(FailureCause.RateLimit, FailureDisposition.Transient, step.Hint));
                break;
            case CircuitStep.FailUnhandled:
                _permits[step.Number].Fail(new Failure(FailureCause.Data, FailureDisposition.Permanent));
                break;
            case CircuitStep.Cancel:
                _permits[step.Number].Dispose();
                break;
            case CircuitStep.Isolate:
                _holds[step.Place] = _breaker.Isolate("holder");
                break;
            case CircuitStep.Release:
                _holds[step.Number]?.Dispose();
                break;
            case CircuitStep.Trip:
                _breaker.Trip();
                break;
            case CircuitStep.Reset:
                _breaker.Reset();
                break;
            case CircuitStep.Disable:
                _breaker.Disable();
                break;
            case CircuitStep.MetricsOnly:
                _breaker.UseMetricsOnly();
                break;
            default:
                _breaker.Enable();
                break;
        }
    }
}
