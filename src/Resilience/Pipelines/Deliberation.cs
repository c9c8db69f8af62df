using Resilience.Telemetry;

namespace Resilience.Pipelines;

/// <summary>The outcome of an attempt on its way out through the strategies: classified once, for all of them.</summary>
internal struct Deliberation<T>
{
    private readonly ExecutionFrame _frame;
    private int _judgedBy;

    public Deliberation(ExecutionFrame frame, in Attempted<T> attempted)
    {
        _frame = frame;
        // Whoever decides now sees the caller's token, not the one of the attempt, which a timeout may have cancelled.
        frame.ContextOrNull?.EndAttempt();
        _judgedBy = attempted.JudgedBy;
        Outcome = attempted.Outcome;
        if (!attempted.Outcome.IsSuccess)
            Classify();
        else if (attempted.IsJudged)
            Failed = FailedAttempt.FromResult(_judgedBy == ResultJudge<T>.Everyone ? attempted.Judgement : default);
        Report(attempted);
    }

    /// <summary>The outcome as it stands.</summary>
    public Outcome<T> Outcome { get; private set; }

    /// <summary>What strategies are told of the failure, if it is one.</summary>
    public FailedAttempt Failed { get; private set; }

    /// <summary>Puts another outcome in the place of this one. A value that replaces a failure is not judged: it was given to be taken.</summary>
    public void Replace(in Outcome<T> outcome)
    {
        Outcome = outcome;
        _judgedBy = -1;
        if (!outcome.IsSuccess)
            Classify();
    }

    /// <summary>Whether the strategy at <paramref name="layer"/> sees a failure.</summary>
    public bool IsFailedFor(int layer)
    {
        _frame.IsOwnJudgement = false;
        if (!Outcome.IsSuccess)
            return !Outcome.IsCancelled;
        if (_judgedBy == ResultJudge<T>.Everyone)
            return true;
        return layer <= _judgedBy && IsJudgedBy(layer);
    }

    private bool IsJudgedBy(int layer)
    {
        try
        {
            _frame.IsOwnJudgement = layer == _judgedBy || ((ResultJudge<T>)_frame.Core.Judge!).IsFailureFor(layer, Outcome.ResultOrDefault!);
            return _frame.IsOwnJudgement;
        }
        catch (Exception exception)
        {
            Replace(Resilience.Outcome.Failure<T>(exception));
            return true;
        }
    }

    private void Classify()
    {
        if (Outcome.Fault is OperationCanceledException cancellation)
        {
            Outcome = ClassifyCancellation(cancellation);
        }
        else if (Outcome.IsFailure && !Outcome.Detail.IsClassified)
        {
            var exception = (Exception)Outcome.Fault!;
            Outcome = Resilience.Outcome.Failure<T>(exception, SafeClassify(exception));
        }

        Failed = Outcome.Fault is Rejection rejection
            ? FailedAttempt.FromRejection(rejection, Outcome.RetryAfter)
            : FailedAttempt.FromException((Exception)Outcome.Fault!, Outcome.Detail.Failure);
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

        NoticeDeadline();
        Failure failure = _frame.Cell.FiredDue != Timing.Timeline.Never
            ? new(FailureCause.Timeout, FailureDisposition.Transient)
            : SafeClassify(cancellation);
        return Resilience.Outcome.Failure<T>(cancellation, failure);
    }

    /// <summary>
    /// A part wrapped by a middleware meets the deadlines outside of it in its own frame. It may be back before the sweeper has come to
    /// this one.
    /// </summary>
    private readonly void NoticeDeadline()
    {
        Timing.DeadlineCell cell = _frame.Cell;
        if (_frame.Core.Middleware is not null && cell.FiredDue == Timing.Timeline.Never && cell.Due <= _frame.Core.Timeline.Now)
            cell.FiredDue = cell.Due;
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

    private readonly void Report(in Attempted<T> attempted)
    {
        bool failed = !Outcome.IsSuccess || attempted.IsJudged;
        string? code = !failed ? null : Outcome.Code ?? Failed.Code;
        if (attempted.StoppedAt < 0)
            _frame.ReportAttempt(code);
        if (!failed)
            return;
        if (attempted.StoppedAt >= 0 && Outcome.IsRejected)
            _frame.Publish(ResilienceEventKind.Rejected, _frame.Core.Layers[attempted.StoppedAt], default, code, null);
        else
            _frame.Publish(ResilienceEventKind.AttemptFailed, null, default, code, Failed.Exception);
    }
}
