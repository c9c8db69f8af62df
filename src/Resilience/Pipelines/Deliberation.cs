using Resilience.Failures;
using Resilience.Telemetry;

namespace Resilience.Pipelines;

/// <summary>The outcome of an attempt on its way out through the strategies: classified once, for all of them.</summary>
internal struct Deliberation<T>
{
    /// <summary>The outcome as it stands.</summary>
    public Outcome<T> Outcome;

    private FailureDetail _judgement;
    private int _judgedBy;

    /// <summary>What strategies are told of the failure, if it is one.</summary>
    public readonly FailedAttempt Failed => FailedAttempt.FromFault(Outcome.Fault, Outcome.IsSuccess ? _judgement : Outcome.Detail);

    private readonly string Code => Outcome.Code ?? Failed.Code;

    /// <summary>
    /// Puts another outcome in the place of this one. A value is not judged: it was judged before, or was given to be taken.
    /// </summary>
    public void Take(ExecutionFrame frame, in Outcome<T> outcome)
    {
        Outcome = outcome;
        Weigh(frame);
    }

    /// <summary>The same for an outcome that was written in place.</summary>
    public void Weigh(ExecutionFrame frame)
    {
        _judgedBy = ResultJudge.Nobody;
        if (!Outcome.IsSuccess)
            Classify(frame);
    }

    /// <summary>Takes a result that everybody took for a success.</summary>
    public void Take(T result)
    {
        Outcome = new(result);
        _judgedBy = ResultJudge.Nobody;
    }

    /// <summary>Takes a result that was not taken for a success.</summary>
    public void Take(ExecutionFrame frame, T result, in Judgement judgement)
    {
        if (judgement.Fault is not null)
        {
            TakeFault(frame, judgement.Fault);
            return;
        }

        Outcome = new(result);
        _judgement = new(OutcomeStatus.Success, judgement.Failure);
        _judgedBy = judgement.By;
    }

    /// <summary>Whether the strategy at <paramref name="layer"/> sees a failure.</summary>
    public bool IsFailedFor(ExecutionFrame frame, int layer)
    {
        if (!Outcome.IsSuccess)
            return Outcome.Detail.Status != OutcomeStatus.Cancelled;
        frame.IsOwnJudgement = false;
        if (_judgedBy == ResultJudge.Everyone)
            return true;
        return layer <= _judgedBy && IsJudgedBy(frame, layer);
    }

    /// <summary>Tells whoever listens how the attempt ended.</summary>
    public readonly void Report(ExecutionFrame frame, ResilienceStrategy? stoppedBy)
    {
        bool failed = !Outcome.IsSuccess || _judgedBy != ResultJudge.Nobody;
        if (frame.Started != 0 && stoppedBy is null)
            frame.ReportAttempt(failed ? Code : null);
        if (!failed)
            return;
        if (Outcome.IsRejected && stoppedBy is not null)
        {
            if (frame.Core.Telemetry.Hears(ResilienceEventKind.Rejected))
                frame.Publish(ResilienceEventKind.Rejected, stoppedBy, default, Code, null);
        }
        else if (frame.Core.Telemetry.HearsEverything && (stoppedBy is not null || frame.Core.Racing is null))
        {
            // The attempts of a race have been told of one by one.
            frame.Publish(ResilienceEventKind.AttemptFailed, stoppedBy, default, Code, Outcome.IsCancelled ? null : Failed.Exception);
        }
    }

    private bool IsJudgedBy(ExecutionFrame frame, int layer)
    {
        try
        {
            frame.IsOwnJudgement = layer == _judgedBy || ((ResultJudge<T>)frame.Core.Judge!).IsFailureFor(layer, Outcome.ResultOrDefault!);
            return frame.IsOwnJudgement;
        }
        catch (Exception exception)
        {
            TakeFault(frame, exception);
            return true;
        }
    }

    /// <summary>
    /// Takes what a predicate of results threw in the result's place. It is an error of whoever called, and says nothing of the dependency,
    /// which did answer; unless the predicate was cancelled.
    /// </summary>
    private void TakeFault(ExecutionFrame frame, Exception fault) => Take(
        frame,
        fault is OperationCanceledException
            ? Resilience.Outcome.Failure<T>(fault)
            : Resilience.Outcome.Failure<T>(fault, new Failure(FailureCause.Validation, FailureDisposition.Permanent)));

    private void Classify(ExecutionFrame frame)
    {
        frame.IsOwnJudgement = false;
        object fault = Outcome.Fault!;
        bool isClassified = Outcome.Detail.IsClassified;
        if (!isClassified
            && frame.Core.Classifier is FailureClassifier own
            && own.TryClassifyCommon((Exception)fault, out FailureDetail detail))
        {
            Outcome = Resilience.Outcome.Faulted<T>(fault, detail);
        }
        else if (fault is OperationCanceledException cancellation)
        {
            Outcome = ClassifyCancellation(frame, cancellation);
        }
        else if (!isClassified)
        {
            Outcome = Resilience.Outcome.Failure<T>((Exception)fault, SafeClassify(frame, (Exception)fault));
        }
    }

    private static Outcome<T> ClassifyCancellation(ExecutionFrame frame, OperationCanceledException cancellation)
    {
        if (frame.Origin.IsCancellationRequested)
            return Cancelled(cancellation, frame.Origin);

        bool timedOut = NoticeDeadline(frame);
        // Neither the caller nor a deadline: whoever runs this part of the pipeline does not want it any more.
        if (frame.CallerToken.IsCancellationRequested && !timedOut)
            return Cancelled(cancellation, frame.CallerToken);
        Failure failure = timedOut || frame.Cell.FiredDue != Timing.Timeline.Never
            ? new(FailureCause.Timeout, FailureDisposition.Transient)
            : SafeClassify(frame, cancellation);
        return Resilience.Outcome.Failure<T>(cancellation, failure);
    }

    /// <summary>Callers recognise their cancellation by their token; the work knew only ours.</summary>
    private static Outcome<T> Cancelled(OperationCanceledException cancellation, CancellationToken token) =>
        Resilience.Outcome.Cancelled<T>(
            cancellation.CancellationToken == token
                ? cancellation
                : new OperationCanceledException(cancellation.Message, cancellation, token));

    /// <summary>
    /// A wrapped part meets the deadlines outside of it in its own frame. It may be back before the sweeper has come to the frame around it;
    /// and in its own frame it need not have met them at all, for the token that it runs with is cancelled by them.
    /// </summary>
    /// <returns>Whether the deadline around this part has passed.</returns>
    private static bool NoticeDeadline(ExecutionFrame frame)
    {
        Timing.DeadlineCell cell = frame.Cell;
        if (frame.Core.Inner is not null && cell.FiredDue == Timing.Timeline.Never && cell.Due <= frame.Core.Timeline.Now)
            cell.FiredDue = cell.Due;
        return frame.OuterDeadlinePassed;
    }

    private static Failure SafeClassify(ExecutionFrame frame, Exception exception)
    {
        Failure failure = Classification.Of(frame.Core, exception, out Exception? fault);
        if (fault is not null)
            frame.PublishFault(null, fault);
        return failure;
    }
}
