using Microsoft.Extensions.Time.Testing;

namespace Resilience.Bulkheads;

/// <summary>Does the same to a bulkhead and to its model, and compares them.</summary>
internal sealed class BulkheadModelRun : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<(WaitingCall Real, ModelCall Model, CancellationTokenSource Caller)> _calls = [];
    private readonly List<BulkheadPermit> _permits = [];
    private readonly List<BulkheadPermit> _spent = [];
    private readonly List<TaskCompletionSource> _abandoned = [];
    private readonly Bulkhead _bulkhead;
    private readonly BulkheadModel _model;
    private int _granted;

    public BulkheadModelRun(int limit, int queueLimit)
    {
        _bulkhead = new Bulkhead(new() { PermitLimit = limit, QueueLimit = queueLimit }, _clock);
        _model = new BulkheadModel(limit, queueLimit);
    }

    public bool LooksAfterEachStep { get; init; } = true;

    public void Do(BulkheadStep step, int number)
    {
        switch (step)
        {
            case BulkheadStep.TryEnter:
                bool entered = _bulkhead.TryEnter(out BulkheadPermit permit);
                entered.Should().Be(_model.TryEnter());
                if (entered)
                    _permits.Add(permit);
                break;
            case BulkheadStep.Enter:
                Enter(number);
                break;
            case BulkheadStep.Release:
                Release(number);
                break;
            case BulkheadStep.ReleaseAgain when _spent.Count > 0:
                _spent[number % _spent.Count].Dispose();
                break;
            case BulkheadStep.Cancel when _calls.Count > 0:
                _calls[number % _calls.Count].Caller.Cancel();
                _model.Cancel(_calls[number % _calls.Count].Model);
                break;
            case BulkheadStep.Advance:
                _clock.Advance(TimeSpan.FromMilliseconds(number));
                _model.Advance(number);
                break;
            case BulkheadStep.Resize:
                _bulkhead.Resize(1 + (number % 8));
                _model.Resize(1 + (number % 8));
                break;
            case BulkheadStep.ChangeQueueLimit:
                _bulkhead.QueueLimit = _model.QueueLimit = number % 6;
                break;
            case BulkheadStep.TurnShadowModeOn or BulkheadStep.TurnShadowModeOff:
                _bulkhead.ShadowMode = step == BulkheadStep.TurnShadowModeOn;
                _model.Shadow(step == BulkheadStep.TurnShadowModeOn);
                break;
            case BulkheadStep.Abandon:
                var work = new TaskCompletionSource();
                _abandoned.Add(work);
                _bulkhead.KeepUntilEnd(work.Task);
                _model.Abandon();
                break;
            case BulkheadStep.EndAbandoned when _abandoned.Count > 0:
                int index = number % _abandoned.Count;
                _abandoned[index].SetResult();
                _abandoned.RemoveAt(index);
                _model.EndAbandoned();
                break;
        }

        // Answers are compared in any case: they are what the next step depends on.
        _calls.Where(static call => call.Real.Answer != call.Model.Answer).Should().BeEmpty();
        if (LooksAfterEachStep)
            Compare(step.ToString());
    }

    public void Compare(string after)
    {
        _bulkhead.Snapshot().Should().Be(
            new BulkheadSnapshot
            {
                Name = "bulkhead",
                PermitLimit = _model.Limit,
                InFlight = _model.InUse,
                Abandoned = _model.Abandoned,
                Peak = _model.Peak,
                QueueLimit = _model.QueueLimit,
                Queued = _model.Queued,
                Admitted = _model.Admitted,
                Waited = _model.Waited,
                RejectedFull = _model.Full,
                RejectedQueueTimeout = _model.TimedOut,
                RejectedShed = _model.Shed,
                CancelledInQueue = _model.Cancelled,
                WouldHaveRejected = _model.WouldHave,
                ShadowMode = _model.InShadow,
            },
            "after {0}",
            after);
    }

    public void Dispose()
    {
        foreach ((_, _, CancellationTokenSource caller) in _calls)
            caller.Dispose();
    }

    private void Enter(int number)
    {
        var patience = TimeSpan.FromMilliseconds(1 + (number % 700));
        int level = number % 5;
        var caller = new CancellationTokenSource();
        var model = new ModelCall { Level = level, Due = _model.Now + 1 + (number % 700) };
        WaitingCall real = _bulkhead.StartWaiting(level, patience, caller.Token);
        _model.Enter(model);
        _calls.Add((real, model, caller));
    }

    private void Release(int number)
    {
        // A call that waited and got its permit gives it back as one that has a permit at once.
        int granted = _calls.Count(static call => call.Real.Answer == WaitAnswer.Granted) - _granted;
        if (_permits.Count + granted == 0)
            return;
        int index = number % (_permits.Count + granted);
        if (index < _permits.Count)
        {
            _permits[index].Dispose();
            _spent.Add(_permits[index]);
            _permits.RemoveAt(index);
        }
        else
        {
            _granted++;
            _bulkhead.Release();
        }

        _model.Release();
    }
}
