namespace Resilience.Bulkheads;

/// <summary>
/// Something that a thread of a crew is to do. It waits in the queue of the crew's bulkhead until there is a thread for it.
/// </summary>
internal abstract class ThreadWork(ThreadCrew crew, Bulkhead bulkhead, int level, bool hasOwnPermit)
    : QueuedCall(bulkhead, level)
{
    private readonly Bulkhead _bulkhead = bulkhead;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();

    /// <summary>Called on the thread; never throws.</summary>
    public void Execute()
    {
        Unwatch();
        // Never null without a reason: somebody has suppressed the flow.
        if (_context is null)
            Run();
        else
            ExecutionContext.Run(_context, static work => ((ThreadWork)work!).Run(), this);

        // In this order: whoever gets the permit finds a thread, and whoever sees the end finds the permit given back.
        crew.Done();
        GiveBack();
        End();
    }

    public sealed override void Tell()
    {
        if (TryPost(out Exception? fault))
            return;
        Unwatch();
        Refuse(fault);
        End();
    }

    /// <summary>Does the work and remembers how it ended; never throws.</summary>
    protected abstract void Run();

    /// <summary>Remembers that the work will not be done, because of a fault or of what <see cref="QueuedCall.Answer"/> says.</summary>
    protected abstract void Refuse(Exception? fault);

    /// <summary>Tells how the work ended.</summary>
    protected abstract void Finish();

    private bool TryPost(out Exception? fault)
    {
        fault = null;
        if (Answer != WaitAnswer.Granted)
            return false;
        try
        {
            // Whoever has a permit finds a thread.
            if (hasOwnPermit)
                crew.TryReserve();
            crew.Post(this);
            return true;
        }
        catch (OutOfMemoryException exception)
        {
            fault = exception;
            GiveBack();
            return false;
        }
    }

    private void GiveBack()
    {
        if (hasOwnPermit)
            _bulkhead.Release();
    }

    private void End()
    {
        Finish();
        crew.Forget();
    }
}
