using Resilience.Telemetry;

namespace Resilience.Pipelines;

/// <summary>The outcome of an attempt on its way out through the strategies: classified once, for all of them.</summary>
internal struct Deliberation<T>
{
    private readonly ExecutionFrame _frame;
    private int _judgedBy;

    public Deliberation(ExecutionFrame frame) => _frame = frame;

    /// <summary>The outcome as it stands.</summary>
    public Outcome<T> Outcome { get; private set; }

    /// <summary>What strategies are told of the failure, if it is one.</summary>
    public FailedAttempt Failed { get; private set; }

    /// <summary>Puts another outcome in the place of this one. A value is not judged: it was judged before, or was given to be taken.</summary>
    public void Take(in Outcome<T> outcome)
    {
        Outcome = outcome;
        _judgedBy = ResultJudge.Nobody;
        if (!outcome.IsSuccess)
            Classify();
    }

    /// <summary>Takes a result that was not taken for a success.</summary>
    public void Take(T result, in Judgement judgement)
    {
        if (judgement.Fault is not null)
        {
            Take(Resilience.Outcome.Failure<T>(judgement.Fault));
            return;
        }

        Outcome = new(result);
        Failed = FailedAttempt.FromResult(judgement.Failure);
        _judgedBy = judgement.By;
    }

    /// <summary>Whether the strategy at <paramref name="layer"/> sees a failure.</summary>
    public bool IsFailedFor(int layer)
    {
        _frame.IsOwnJudgement = false;
        if (!Outcome.IsSuccess)
            return !Outcome.IsCancelled;
        if (_judgedBy == ResultJudge.Everyone)
            return true;
        return layer <= _judgedBy && IsJudgedBy(layer);
    }

    /// <summary>Tells whoever listens how the attempt ended.</summary>
    public readonly void Report(ResilienceStrategy? stoppedBy)
    {
        bool failed = !Outcome.IsSuccess || _judgedBy != ResultJudge.Nobody;
        if (_frame.Started != 0 && stoppedBy is null)
            _frame.ReportAttempt(failed ? Code : null);
        if (!failed)
            return;
        ResilienceEventKind kind = Outcome.IsRejected && stoppedBy is not null ? ResilienceEventKind.Rejected : ResilienceEventKind.AttemptFailed;
        if (_frame.Core.Telemetry.Hears(kind))
            _frame.Publish(kind, stoppedBy, default, Code, Outcome.IsCancelled ? null : Failed.Exception);
    }

    private readonly string Code => Outcome.Code ?? Failed.Code;

    private bool IsJudgedBy(int layer)
    {
        try
        {
            _frame.IsOwnJudgement = layer == _judgedBy || ((ResultJudge<T>)_frame.Core.Judge!).IsFailureFor(layer, Outcome.ResultOrDefault!);
            return _frame.IsOwnJudgement;
        }
        catch (Exception exception)
        {
            Take(Resilience.Outcome.Failure<T>(exception));
            return true;
        }
    }

    private void Classify()
    {
        object fault = Outcome.Fault!;
        if (fault is OperationCanceledException cancellation)
            Outcome = ClassifyCancellation(cancellation);
        else if (!Outcome.Detail.IsClassified)
            Outcome = Resilience.Outcome.Faulted<T>(fault, new(OutcomeStatus.Failure, SafeClassify((Exception)fault)));
        Failed = FailedAttempt.FromFault(Outcome.Fault!, Outcome.Detail);
    }

    private readonly Outcome<T> ClassifyCancellation(OperationCanceledException cancellation)
    {
        CancellationToken caller = _frame.CallerToken;
        if (caller.IsCancellationRequested)
        {
            // Callers recognise their cancellation by their token; the work knew only ours.
            return Resilience.Outcome.Cancelled<T>(
                cancellation.CancellationToken == caller ? cancellation : new OperationCanceledException(cancellation.Message, cancellation, caller));
        }

        Failure failure = _frame.Cell.FiredDue != Timing.Timeline.Never
            ? new(FailureCause.Timeout, FailureDisposition.Transient)
            : SafeClassify(cancellation);
        return Resilience.Outcome.Failure<T>(cancellation, failure);
    }

    private readonly Failure SafeClassify(Exception exception)
    {
        try
        {
            return _frame.Core.Classifier.Classify(exception);
        }
        catch (Exception fault)
        {
            _frame.Publish(ResilienceEventKind.CallbackFailed, null, default, null, fault);
            return new(FailureCause.Unknown, FailureDisposition.Permanent);
        }
    }
}
