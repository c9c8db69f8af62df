namespace Resilience.Bulkheads;

/// <summary>
/// The protocol of a bulkhead's permits and queue in small steps: each is what one thread does between two points where another may come in
/// between. Each of three threads does one thing once.
/// </summary>
/// <param name="calls">What the threads are.</param>
/// <param name="fault">What is wrong with the protocol.</param>
internal sealed class HandOverModel(HandOverCall[] calls, HandOverFault fault)
{
    private const int Threads = 3;
    private const int Most = 2;

    public HandOverState Start(int limit, int peak)
    {
        var start = new HandOverState { Limit = limit, Peak = peak, Open = Math.Min(limit, peak) + 1 };
        for (int thread = 0; thread < Threads; thread++)
        {
            if (calls[thread] is HandOverCall.Shrinks or HandOverCall.Grows)
                start = start.Go(thread, HandOverStep.Resize);
        }

        return start;
    }

    public static bool IsEnd(HandOverState state) =>
        Enumerable.Range(0, Threads).All(thread => state[thread].At == HandOverStep.Done);

    /// <summary>Every state that one step of one thread leads to.</summary>
    public IEnumerable<HandOverState> Next(HandOverState state)
    {
        for (int thread = 0; thread < Threads; thread++)
        {
            if (Step(state, thread) is { } next)
                yield return Checked(next);
            if (state[thread].At == HandOverStep.Come)
                yield return state.With(thread, state[thread] with { Before = state.Open == 0 ? state.Waiting : 0, At = HandOverStep.Join });
            if (calls[thread] == HandOverCall.DoesNotWait && state[thread].At == HandOverStep.Join)
                yield return Checked(state.With(thread, Ended));
            if (calls[thread] == HandOverCall.MayGiveUp && state[thread].At == HandOverStep.Wait && GiveUp(state, thread) is { } gone)
                yield return Checked(gone);
        }
    }

    private HandOverState? Step(HandOverState state, int thread)
    {
        HandOverThread own = state[thread];
        switch (own.At)
        {
            case HandOverStep.Come:
                // Whoever has not closed the gate yet is not in the queue for those who come.
                own = own with { Before = state.Open == 0 ? state.Waiting : 0, Seen = state.Word + 1, At = HandOverStep.Compare };
                return state.With(thread, own) with { Word = state.Word + 1 };
            case HandOverStep.Compare:
                state = state.With(thread, own with { Seen = 0 });
                return own.Seen < state.Open || fault == HandOverFault.DoesNotCompareAgain
                    ? Enter(state, thread)
                    : state.Go(thread, HandOverStep.Undo);
            case HandOverStep.Undo:
                return state.Go(thread, HandOverStep.LookAfterUndo) with { Word = state.Word - 1 };
            case HandOverStep.LookAfterUndo:
                return Look(state, thread, fault == HandOverFault.UndoDoesNotLook, HandOverStep.Join);
            case HandOverStep.Join:
                return state.IsLocked ? null : Join(state with { Owner = thread }, thread);
            case HandOverStep.Close:
                state = fault == HandOverFault.DoesNotClose ? state : state with { Open = 0 };
                return fault == HandOverFault.ClosesAfterLooking ? Unlock(state, thread) : state.Go(thread, HandOverStep.HandOver);
            case HandOverStep.HandOver:
                return HandOver(state, thread);
            case HandOverStep.Wait:
                return own.IsGranted ? Enter(state, thread) : null;
            case HandOverStep.Inside:
                return state.Go(thread, HandOverStep.LookAfterReturn) with { Word = state.Word - 1 };
            case HandOverStep.LookAfterReturn:
                return Look(state, thread, fault == HandOverFault.ReturnDoesNotLook, HandOverStep.Done);
            case HandOverStep.LockToHandOver:
                return state.IsLocked ? null : state.Go(thread, HandOverStep.HandOver) with { Owner = thread };
            case HandOverStep.Resize:
                int limit = calls[thread] == HandOverCall.Shrinks ? 1 : Most;
                return state.IsLocked ? null : Resize(state with { Owner = thread, Limit = limit }, thread);
            default:
                return null;
        }
    }

    private static HandOverThread Ended => new() { At = HandOverStep.Done };

    private static HandOverState Enter(HandOverState state, int thread)
    {
        string? wrong = (state[thread].Before & state.Waiting) != 0 ? "a call overtook one that waited when it came" : state.Violation;
        return state.With(thread, new HandOverThread { At = HandOverStep.Inside }) with { Violation = wrong };
    }

    private static HandOverState Look(HandOverState state, int thread, bool blind, HandOverStep next) => state.Open == 0 && !blind
        ? state.With(thread, state[thread] with { Next = next, At = HandOverStep.LockToHandOver })
        : state.Go(thread, next);

    /// <summary>Under the lock: a permit, if there is one that nobody waits for; else a place in the queue.</summary>
    private HandOverState Join(HandOverState state, int thread)
    {
        if (state.Queue == 0 && state.Word < state.Limit)
        {
            state = NotePeak(state with { Word = state.Word + 1 });
            return Enter(state, thread).Unlock();
        }

        if (calls[thread] == HandOverCall.DoesNotWait)
            return state.With(thread, Ended).Unlock();
        state = state.Enqueue(thread).With(thread, state[thread] with { Next = HandOverStep.Wait });
        return state.Go(thread, fault == HandOverFault.ClosesAfterLooking ? HandOverStep.HandOver : HandOverStep.Close);
    }

    /// <summary>Under the lock: one permit for the first who waits, if there is one; else the end of it.</summary>
    private HandOverState HandOver(HandOverState state, int thread)
    {
        if (state.Queue > 0 && state.Word < state.Limit)
        {
            state = state.Dequeue(out int granted);
            state = NotePeak(state with { Word = state.Word + 1 });
            return state.With(granted, state[granted] with { IsGranted = true });
        }

        if (state.Queue == 0)
            state = Reopen(state);
        bool closesNow = fault == HandOverFault.ClosesAfterLooking && state[thread].Next == HandOverStep.Wait && state.Queue > 0;
        return closesNow ? state.Go(thread, HandOverStep.Close) : Unlock(state, thread);
    }

    private static HandOverState Unlock(HandOverState state, int thread) =>
        state.With(thread, state[thread] with { At = state[thread].Next, Next = default }).Unlock();

    private static HandOverState Resize(HandOverState state, int thread)
    {
        state = state.With(thread, state[thread] with { Next = HandOverStep.Done });
        return state.Queue == 0
            ? Unlock(Reopen(state), thread)
            : state.Go(thread, HandOverStep.HandOver);
    }

    private HandOverState? GiveUp(HandOverState state, int thread)
    {
        if (state.IsLocked || (state[thread].IsGranted && fault != HandOverFault.GivesUpBlindly))
            return null;
        state = state.Remove(thread).With(thread, Ended);
        return state.Queue == 0 ? Reopen(state) : state;
    }

    private static HandOverState NotePeak(HandOverState state)
    {
        if (state.Word <= state.Peak)
            return state;
        state = state with { Peak = state.Word };
        return state.Queue == 0 ? Reopen(state) : state;
    }

    private static HandOverState Reopen(HandOverState state) => state with { Open = Math.Min(state.Limit, state.Peak) + 1 };

    private HandOverState Checked(HandOverState state)
    {
        int inside = Enumerable.Range(0, Threads).Count(thread => state[thread].At == HandOverStep.Inside);
        string? wrong = state.Violation;
        // Those who run when the limit is lowered stay.
        if (inside > (calls.Contains(HandOverCall.Shrinks) ? Most : state.Limit))
            wrong = "more calls run than there are permits";
        else if (IsEnd(state) && state.Word != 0)
            wrong = "a permit was lost, or given back twice";
        else if (IsEnd(state) && state.Open == 0)
            wrong = "the gate is closed though nobody waits";
        return state with { Violation = wrong };
    }
}
