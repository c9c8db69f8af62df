namespace Resilience.Timing;

/// <summary>
/// The protocol of <see cref="DeadlineCell"/> in small steps: each is what one thread does between two points where another may come in
/// between. The owner runs a script of attempts; a sweeper sweeps for ever; the caller of the first attempts cancels; time passes.
/// </summary>
internal sealed class CellModel(AttemptScript[] attempts, bool polls, ProtocolFault fault)
{
    private const int LastInstant = 2;

    public bool IsEnd(in CellState state) => state.Attempt == attempts.Length;

    /// <summary>Every state that one step of one thread leads to.</summary>
    public IEnumerable<CellState> Next(CellState state)
    {
        if (!IsEnd(state) && Owner(state) is { } owner)
            yield return owner;
        yield return Sweeper(state);
        if (Caller(state) is { } caller)
            yield return caller;
        if (state.Now < LastInstant)
            yield return state with { Now = state.Now + 1 };
    }

    private CellState? Owner(CellState state)
    {
        AttemptScript attempt = attempts[state.Attempt];
        switch (state.OwnerAt)
        {
            case OwnerStep.WriteDue:
                return state with { Due = attempt.Due, FiredDue = 0, OwnerAt = OwnerStep.TakeSource };
            case OwnerStep.TakeSource:
                return state.Source != 0
                    ? state with { OwnerAt = OwnerStep.WriteCaller }
                    : state with { Source = state.Sources + 1, Sources = state.Sources + 1, OwnerAt = OwnerStep.WriteCaller };
            case OwnerStep.WriteCaller:
                state = state with { CellHasCaller = attempt.HasCaller, OwnerAt = OwnerStep.OpenGate };
                return polls ? state : Register(state);
            case OwnerStep.OpenGate:
                if (state.IsSourceCancelled(state.Source) && !(attempt.HasCaller && state.CallerCancelled))
                    state = state with { Violation = "an attempt got a token that was cancelled before it began" };
                return state with { Version = state.Version + 1, GateVersion = state.Version + 1, Gate = Gate.Armed, OwnerAt = OwnerStep.GoOn };
            case OwnerStep.GoOn:
                state = state with { OwnerAt = OwnerStep.Work };
                return attempt.IsAsynchronous && polls ? Register(state) : state;
            case OwnerStep.Work:
                return attempt.WaitsForCancellation && !state.IsSourceCancelled(state.Source) ? null : state with { OwnerAt = OwnerStep.CloseGate };
            case OwnerStep.CloseGate:
                bool fired = state.Gate == Gate.Fired;
                return state with
                {
                    Closed = state.Gate,
                    Gate = Gate.Shut,
                    GateVersion = 0,
                    FiredDue = fired ? state.Due : 0,
                    OwnerAt = OwnerStep.Unregister,
                    Violation = fired && state.Fires != 1 ? "the gate says fired, but nothing fired once" : state.Violation,
                };
            case OwnerStep.Unregister:
                bool removed = !state.OwnsRegistration || state.Registered != 0;
                return state with
                {
                    Keeps = !attempt.IsAsynchronous && (removed || fault == ProtocolFault.ReusesAfterFailedUnregister),
                    OwnsRegistration = false,
                    Registered = 0,
                    OwnerAt = OwnerStep.LetGo,
                };
            default:
                bool reset = state.Keeps && !state.IsSourceCancelled(state.Source)
                    && (state.Closed == Gate.Armed || fault == ProtocolFault.ReusesAfterFiring);
                return state with { Source = reset ? state.Source : 0, Attempt = state.Attempt + 1, Fires = 0, OwnerAt = OwnerStep.WriteDue };
        }
    }

    private CellState Register(CellState state)
    {
        if (!state.CellHasCaller || fault == ProtocolFault.NobodyWatchesCaller)
            return state;
        // A registration on a cancelled token runs at once, on this thread.
        return state.CallerCancelled
            ? state.Cancel(state.Source, state.Attempt)
            : state with { Registered = state.Source, OwnsRegistration = true };
    }

    private CellState Sweeper(CellState state)
    {
        switch (state.SweeperAt)
        {
            case SweeperStep.ReadGate:
                return state.Gate != Gate.Armed
                    ? state
                    : state with { SeenVersion = state.GateVersion, SeenAttempt = state.Attempt, SweeperAt = SweeperStep.ReadDue };
            case SweeperStep.ReadDue:
                return state with { SeenDue = state.Due, SweeperAt = SweeperStep.ReadSource };
            case SweeperStep.ReadSource:
                return state with { SeenSource = state.Source, SweeperAt = SweeperStep.Decide };
            case SweeperStep.Decide:
                bool expired = state.SeenDue <= state.Now;
                bool cancelled = polls && fault != ProtocolFault.NobodyWatchesCaller && state.CellHasCaller && state.CallerCancelled;
                if (!expired && !cancelled)
                    return state.ForgetSeen();
                if (fault == ProtocolFault.CancelsBeforeExchange)
                    state = state.Cancel(state.SeenSource, state.SeenAttempt);
                return state with { Wants = expired ? Gate.Fired : Gate.Cancelled, SweeperAt = SweeperStep.Exchange };
            case SweeperStep.Exchange:
                if (state.Gate != Gate.Armed || (state.GateVersion != state.SeenVersion && fault != ProtocolFault.ComparesStateOnly))
                    return state.ForgetSeen();
                bool early = state.Wants == Gate.Fired && attempts[state.Attempt].Due > state.Now;
                return state with
                {
                    Gate = state.Wants,
                    Fires = state.Fires + 1,
                    SweeperAt = SweeperStep.Cancel,
                    Violation = early ? "an attempt fired before its deadline" : state.Violation,
                };
            default:
                int source = fault == ProtocolFault.ReadsAfterExchange ? state.Source : state.SeenSource;
                return (fault == ProtocolFault.CancelsBeforeExchange ? state : state.Cancel(source, state.SeenAttempt)).ForgetSeen();
        }
    }

    private static CellState? Caller(CellState state) => state.CallerAt switch
    {
        CallerStep.Cancel => state with { CallerCancelled = true, CallerAt = CallerStep.TakeRegistration },
        CallerStep.TakeRegistration when state.Registered != 0 =>
            state with { Running = state.Registered, RunningFor = state.Attempt, Registered = 0, CallerAt = CallerStep.RunRegistration },
        CallerStep.TakeRegistration => state with { CallerAt = CallerStep.Done },
        CallerStep.RunRegistration => state.Cancel(state.Running, state.RunningFor) with { CallerAt = CallerStep.Done },
        _ => null,
    };
}
