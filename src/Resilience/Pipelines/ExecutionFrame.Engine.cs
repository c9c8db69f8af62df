using System.Runtime.CompilerServices;
using Resilience.Timing;

namespace Resilience.Pipelines;

// What only the engine touches. Reference fields are written only if they change: a write to an old object costs a card mark.
public sealed partial class ExecutionFrame
{
    internal readonly DeadlineCell Cell = new();

    /// <summary>
    /// Where components that count in stripes count. A thread gets the frame that it gave back last, so this is as good as the thread's
    /// own; a component changes it when two executions collide.
    /// </summary>
    internal uint Stripe;

    private FrameSlot[] _slots = new FrameSlot[8];
    private CancellationToken _caller;
    private CancellationToken _origin;
    private ResilienceContext? _context;
    private long _outerDue;
    private long _entryNow;
    private bool _isUrgent;

    /// <summary>The stack in which the frame waits, or from which it was taken.</summary>
    internal FrameStack? Home { get; set; }

    /// <summary>Odd while the frame is with an execution, even while it is in the pool.</summary>
    internal long Version { get; set; }

    internal bool IsRented => (Version & 1) != 0;

    internal PipelineCore Core { get; private set; } = null!;

    /// <summary>The state that the caller gave, boxed; only while a failure is being replaced.</summary>
    internal object? CallState { get; set; }

    /// <summary>
    /// What a strategy stopped an attempt with, or wants it to have failed with: an exception, a rejection or an outcome, boxed.
    /// </summary>
    internal object? EntryFault { get; set; }

    internal TimeSpan? EntryRetryAfter { get; set; }

    /// <summary>
    /// Whether the attempt was refused, or too late, on its way in, so that its callback did not begin. For strategies that are asked about
    /// a failure.
    /// </summary>
    internal bool EndedOnEntry { get; set; }

    /// <summary>How long the strategy that ordered another attempt wants to wait.</summary>
    internal TimeSpan Delay { get; set; }

    /// <summary>When the execution began, if somebody measures; else 0.</summary>
    internal long Started { get; set; }

    /// <summary>When the attempt began, if somebody measures; else 0.</summary>
    internal long AttemptStarted { get; set; }

    /// <summary>When the attempt began, on the pipeline's timeline; for strategies that stamp it.</summary>
    internal long AttemptBegan { get; set; }

    /// <summary>Whether the strategy that decides judged the result a failure by its own predicate.</summary>
    internal bool IsOwnJudgement { get; set; }

    /// <summary>Cancelled by the caller and by deadlines outside of the strategy that makes a replacement.</summary>
    internal CancellationToken ReplacementToken { get; set; }

    internal ResilienceContext? ContextOrNull => _context;

    /// <summary>What executions with this frame use again, other than the frame itself.</summary>
    internal object? Companion { get; set; }

    /// <summary>The deadline of the attempt that runs.</summary>
    internal long AttemptDue => Cell.Due == Timeline.Unlimited ? Timeline.Never : Cell.Due;

    /// <summary>The token of whoever called the whole pipeline, of which this execution may be a part.</summary>
    internal CancellationToken Origin => Core.IsInner ? _origin : _caller;

    /// <summary>Whether the deadline around the part of a pipeline that this execution is of has passed.</summary>
    internal bool OuterDeadlinePassed => _outerDue != Timeline.Never && _outerDue <= Core.Timeline.Now;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Begin<TAround>(PipelineCore core, ResilienceContext? context, CancellationToken caller, in TAround around)
        where TAround : struct, ISurroundings
    {
        if (!ReferenceEquals(Core, core))
            ChangeCore(core);
        if (_caller != caller)
            _caller = caller;
        if (!ReferenceEquals(_context, context))
            _context = context;
        if (typeof(TAround) != typeof(NoSurroundings) && core.IsInner && _origin != around.Caller)
            _origin = around.Caller;
        _outerDue = around.Due;
        Attempt = around.Attempt;
    }

    /// <summary>Lets go of what belongs to the caller, once the execution has ended with a success at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void End()
    {
        if (_context is not null)
            _context = null;
    }

    /// <summary>Lets go of what only other endings leave behind, before <see cref="End"/>.</summary>
    internal void EndRecovery()
    {
        if (CallState is not null)
            CallState = null;
        if (EntryFault is not null)
            EntryFault = null;
    }

    /// <summary>Whether an attempt has anything to enter, or a deadline to meet.</summary>
    internal bool NeedsEntry => Core.Entering.Length > 0 || _outerDue != Timeline.Never;

    /// <summary>Prepares an entry of the strategies from <paramref name="from"/> inwards.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void BeginEntry(int from)
    {
        Cell.Due = from == 0 ? _outerDue : DueOutside(from);
        Cell.FiredDue = Timeline.Never;
        _entryNow = 0;
        _isUrgent = false;
    }

    /// <summary>The execution has run so far without a deadline of its own.</summary>
    internal void BeginWithoutDeadline()
    {
        Cell.Due = Timeline.Never;
        Cell.FiredDue = Timeline.Never;
    }

    /// <summary>Time has passed since the entry began: deadlines set from here on start later.</summary>
    internal void RestartClock() => _entryNow = 0;

    /// <summary>
    /// When the attempt came in, on the pipeline's timeline. One reading serves everybody whom it enters, as long as nobody makes it wait.
    /// </summary>
    internal long EntryTime
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            long now = _entryNow;
            if (now == 0)
                _entryNow = now = Core.Timeline.Now;
            return now;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SetDeadlineUnits(int index, long units, bool urgent)
    {
        long due = EntryTime + units;
        _slots[index].Due = due;
        if (due < Cell.Due)
            Cell.Due = due;
        _isUrgent |= urgent;
    }

    /// <summary>Has the attempt get a token of its own even if no deadline is set: its strategy may want to cancel it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void NeedSource()
    {
        if (Cell.Due == Timeline.Never)
            Cell.Due = Timeline.Unlimited;
    }

    /// <summary>Somebody may hold the attempt's token longer than the attempt lasts: its source serves no other.</summary>
    internal void SpendSource()
    {
        if (Cell.Due != Timeline.Never)
            Cell.Spend();
    }

    /// <summary>The token for the attempt that has entered; one of its own only if there is a deadline.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal CancellationToken StartAttempt() =>
        Cell.Due == Timeline.Never ? _caller : Cell.Arm(Core.Timeline, _caller, _isUrgent);

    /// <summary>Before an attempt that is not the first: a deadline set long ago may be near by now.</summary>
    internal void Hurry() => _isUrgent |= Cell.Due != Timeline.Never && PipelineCore.IsUrgent(Core.Timeline.Until(Cell.Due));

    /// <summary>Tells the context of the attempt that starts.</summary>
    internal void TellContext(ResilienceContext context, CancellationToken token) =>
        context.StartAttempt(token, Core.Timeline, Cell.Due);

    /// <summary>The attempt goes on asynchronously: from here on the caller's cancellation must reach it at once.</summary>
    internal void WatchCaller()
    {
        if (Cell.Due != Timeline.Never)
            Cell.WatchCaller();
    }

    /// <summary>Closes the attempt against the sweeper. Must follow every <see cref="StartAttempt"/>, before anything is decided.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void SettleAttempt(bool wasAsynchronous)
    {
        if (Cell.Due != Timeline.Never)
            Cell.Settle(!wasAsynchronous && Core.ReusesSources);
    }

    /// <summary>The earliest deadline set by strategies outside of <paramref name="index"/>.</summary>
    internal long DueOutside(int index)
    {
        long due = _outerDue;
        foreach (ResilienceStrategy strategy in Core.Deadlines)
        {
            if (strategy.Index < index)
                due = Math.Min(due, _slots[strategy.Index].Due);
        }

        return due;
    }

    /// <summary>What the strategy at <paramref name="index"/> remembers of this execution.</summary>
    internal ref FrameSlot SlotOf(int index) => ref _slots[index];

    /// <summary>Whether a delay ends before every deadline outside of <paramref name="index"/>.</summary>
    internal bool HasTimeFor(TimeSpan delay, int index)
    {
        if (Core.Deadlines.Length == 0 && _outerDue == Timeline.Never)
            return true;
        long due = DueOutside(index);
        return due == Timeline.Never || delay < Core.Timeline.Until(due);
    }

    /// <summary>The deadline of one strategy in this attempt.</summary>
    internal long DueOf(int index) => _slots[index].Due;

    /// <summary>What a strategy stopped the attempt with.</summary>
    internal Outcome<T> TakeEntryFault<T>()
    {
        object? fault = EntryFault;
        EntryFault = null;
        return fault switch
        {
            Rejection rejection => Outcome.Rejected<T>(rejection, EntryRetryAfter),
            Exception exception => Outcome.Failure<T>(exception),
            Outcome<T> outcome => outcome,
            _ => Outcome.Failure<T>(new InvalidOperationException(
                "A strategy ended an attempt without saying why: call Reject, Fail or FailWith.")),
        };
    }

    /// <summary>Strategies from <paramref name="from"/> inwards have seen no failure yet.</summary>
    internal void ForgetFailures(int from)
    {
        int length = Core.Layers.Length;
        if (from == length)
            return;
        foreach (ref FrameSlot slot in _slots.AsSpan(from, length - from))
        {
            slot.Memory = 0;
            slot.Count = 0;
        }
    }

    private void ChangeCore(PipelineCore core)
    {
        Core = core;
        if (_slots.Length < core.Layers.Length)
            _slots = new FrameSlot[core.Layers.Length];
    }
}
