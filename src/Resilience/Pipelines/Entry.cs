namespace Resilience.Pipelines;

/// <summary>Leads attempts into the strategies and out of them. A strategy that throws stops its own step, not those of others.</summary>
internal static class Entry
{
    /// <summary>Enters the strategies from <paramref name="from"/> inwards until one does not say Proceed.</summary>
    public static EntryVerdict TryPass(ExecutionFrame frame, int from, out int stoppedAt)
    {
        stoppedAt = from;
        if (frame.Core.Entering.Length == 0)
            return EntryVerdict.Proceed;
        try
        {
            foreach (ResilienceStrategy strategy in frame.Core.Entering)
            {
                if (strategy.Index < from)
                    continue;
                stoppedAt = strategy.Index;
                EntryVerdict verdict = strategy.Enter(frame);
                if (verdict != EntryVerdict.Proceed)
                    return verdict;
            }

            return EntryVerdict.Proceed;
        }
        catch (Exception exception)
        {
            frame.Fail(exception);
            return EntryVerdict.Stop;
        }
    }

    /// <summary>Waits for the answer of a strategy that could not give it at once.</summary>
    public static async ValueTask<EntryVerdict> WaitAsync(ExecutionFrame frame, int index)
    {
        try
        {
            return await frame.Core.Layers[index].EnterAsync(frame).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            frame.Fail(exception);
            return EntryVerdict.Stop;
        }
    }

    /// <summary>Leaves every strategy after a success, innermost first.</summary>
    public static void LeaveAll(ExecutionFrame frame)
    {
        foreach (ResilienceStrategy strategy in frame.Core.Leaving)
        {
            // As in Leave, but without a call for each: it would cost as much as the step.
            try
            {
                strategy.Success(frame);
            }
            catch (Exception exception)
            {
                frame.PublishFault(strategy, exception);
            }
        }
    }

    /// <summary>Leaves one strategy without failure.</summary>
    public static void Leave(ExecutionFrame frame, ResilienceStrategy strategy, bool cancelled)
    {
        try
        {
            if (cancelled)
                strategy.Cancelled(frame);
            else
                strategy.Success(frame);
        }
        catch (Exception exception)
        {
            frame.PublishFault(strategy, exception);
        }
    }
}
