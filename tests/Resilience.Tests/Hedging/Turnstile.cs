using Resilience.Pipelines;

namespace Resilience.Hedging;

/// <summary>A strategy with permits, which counts who came in and how they left. Safe for attempts that run at the same time.</summary>
internal sealed class Turnstile(int permits = int.MaxValue) : ResilienceStrategy("turnstile", StrategySteps.Enter | StrategySteps.Leave)
{
    private readonly Rejection _full = new(RejectionReason.BulkheadFull, "turnstile");
    private int _inside;
    private int _entered;
    private int _succeeded;
    private int _failed;
    private int _cancelled;
    private int _refused;

    public int Inside => Volatile.Read(ref _inside);

    public int Entered => Volatile.Read(ref _entered);

    public int Succeeded => Volatile.Read(ref _succeeded);

    public int Failed => Volatile.Read(ref _failed);

    public int CancelledOnes => Volatile.Read(ref _cancelled);

    public int Refused => Volatile.Read(ref _refused);

    public int LeftOnes => Succeeded + Failed + CancelledOnes;

    public override string ToString() => Name;

    /// <summary>Ends when nobody is inside.</summary>
    public async Task EmptyAsync()
    {
        while (Inside > 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        if (Interlocked.Increment(ref _inside) <= permits)
        {
            Interlocked.Increment(ref _entered);
            return EntryVerdict.Proceed;
        }

        Interlocked.Decrement(ref _inside);
        Interlocked.Increment(ref _refused);
        frame.Reject(_full);
        return EntryVerdict.Stop;
    }

    protected internal override void Success(ExecutionFrame frame) => Leave(ref _succeeded);

    protected internal override void Cancelled(ExecutionFrame frame) => Leave(ref _cancelled);

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        Leave(ref _failed);
        return FailureVerdict.Propagate;
    }

    private void Leave(ref int count)
    {
        Interlocked.Increment(ref count);
        Interlocked.Decrement(ref _inside);
    }
}
