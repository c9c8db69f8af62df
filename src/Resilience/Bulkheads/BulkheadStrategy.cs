using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience.Bulkheads;

/// <summary>A bulkhead's place in a pipeline, on its own or before dedicated threads.</summary>
internal sealed class BulkheadStrategy(Bulkhead bulkhead, bool inShadow, DedicatedThreads? threads = null)
    : ResilienceStrategy(bulkhead.Name, StrategySteps.Enter | StrategySteps.Leave)
{
    private static readonly StrategyFacts _facts = new() { LimitsConcurrency = true };

    public Bulkhead Bulkhead => bulkhead;

    public override StrategyFacts Facts => _facts;

    private bool IsShadow => inShadow || bulkhead.ShadowMode;

    public override string ToString() => threads?.ToString() ?? bulkhead.ToString();

    internal override void Prepare(PipelineSettings settings) => bulkhead.Audience.Add(settings.Telemetry);

    protected internal override void LeftBehind(ExecutionFrame? frame, Task work) => bulkhead.KeepUntilEnd(work);

    protected internal override EntryVerdict Enter(ExecutionFrame frame) =>
        bulkhead.Adaptive is null && bulkhead.TryTake() ? EntryVerdict.Proceed : EnterSlowly(frame);

    /// <summary>Waits for a permit: no longer than the queue allows, the deadline outside and the caller.</summary>
    protected internal override ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        TimeSpan patience = frame.Remaining(this) is { } remaining && remaining < bulkhead.QueueTimeout ? remaining : bulkhead.QueueTimeout;
        if (patience <= TimeSpan.Zero)
        {
            bulkhead.CountTimeout();
            return new(Refuse(frame, WaitAnswer.TimedOut));
        }

        WaitingCall call = bulkhead.StartWaiting((int)frame.SlotOf(Index).Entry, patience, frame.CallerToken);
        if (!frame.IsSynchronous)
            return WaitAsync(frame, call);
        // A caller that is kept on its thread is woken there, whatever the pool is doing.
        call.Told.GetAwaiter().GetResult();
        return new(Told(frame, call));
    }

    protected internal override void Success(ExecutionFrame frame)
    {
        if (bulkhead.Adaptive is null)
            bulkhead.Release();
        else
            bulkhead.Succeed(frame.SlotOf(Index).Due);
    }

    /// <summary>Nothing is learned from calls that the caller cancelled.</summary>
    protected internal override void Cancelled(ExecutionFrame frame) => bulkhead.Release();

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        bulkhead.Fail(failure);
        return FailureVerdict.Propagate;
    }

    private async ValueTask<EntryVerdict> WaitAsync(ExecutionFrame frame, WaitingCall call)
    {
        await call.Told.ConfigureAwait(false);
        return Told(frame, call);
    }

    private EntryVerdict Told(ExecutionFrame frame, WaitingCall call)
    {
        call.Unwatch();
        if (call.Answer == WaitAnswer.Granted)
            return Admit(frame);
        if (call.Answer != WaitAnswer.Cancelled)
            return Refuse(frame, call.Answer);
        frame.Fail(new OperationCanceledException(frame.CallerToken));
        return EntryVerdict.Stop;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EntryVerdict EnterSlowly(ExecutionFrame frame)
    {
        if (bulkhead.Adaptive is not null && bulkhead.TryTake())
            return Admit(frame);
        int level = CallQueue.LevelOf(bulkhead.Priority?.Invoke(frame.Context) ?? BulkheadPriority.Normal);
        bool isShadow = IsShadow;
        WaitAnswer answer = bulkhead.Ask(level, isShadow, mayWait: true);
        if (answer == WaitAnswer.Granted)
            return Admit(frame);
        if (isShadow)
        {
            frame.WouldHave(this, bulkhead.RejectionOf(answer).Code);
            return Admit(frame);
        }

        if (answer != WaitAnswer.None)
            return Refuse(frame, answer);
        frame.SlotOf(Index).Entry = level;
        return EntryVerdict.Wait;
    }

    private EntryVerdict Admit(ExecutionFrame frame)
    {
        if (bulkhead.Adaptive is not null)
            frame.SlotOf(Index).Due = bulkhead.Start();
        return EntryVerdict.Proceed;
    }

    private EntryVerdict Refuse(ExecutionFrame frame, WaitAnswer answer)
    {
        frame.Reject(bulkhead.RejectionOf(answer));
        return EntryVerdict.Stop;
    }
}
