using System.Diagnostics.CodeAnalysis;

namespace Resilience.Timing;

/// <summary>
/// One execution's deadline and its one live cancellation source, watched by a <see cref="Timing.Sweeper"/>.
/// </summary>
/// <remarks>
/// The gate word holds a version and a state. The owner opens it with a new version and closes it with one exchange; the sweeper
/// reads everything it needs, then wins or loses a compare-and-swap against the version it saw. So a late sweep can never touch a
/// later execution, and after it has won it touches nothing but the source it took.
/// </remarks>
[SuppressMessage(
    "Design", "CA1001", Justification = "A source without timer or wait handle holds nothing to dispose, and may outlive its use here.")]
internal sealed class DeadlineCell
{
    private const long StateMask = 3;
    private const long Armed = 1;
    private const long Fired = 2;
    private const long Cancelled = 3;
    private const long NextVersion = 4;

    private long _gate;
    private long _version;
    private CancellationTokenSource? _source;
    private CancellationToken _caller;
    private CancellationTokenRegistration _registration;
    private Timeline _timeline = Timeline.Coarse;
    private bool _isSpent;

    /// <summary>The earliest deadline, in units of the timeline; <see cref="Timeline.Never"/> if there is none.</summary>
    public long Due;

    /// <summary>The deadline that fired in the attempt that <see cref="Settle"/> closed last, or <see cref="Timeline.Never"/>.</summary>
    public long FiredDue;

    /// <summary>The cell's place in the registry; only the registry writes it.</summary>
    public int Index;

    /// <summary>The live source, for whoever must cancel it at once.</summary>
    public CancellationTokenSource? Source => _source;

    /// <summary>Opens the gate for one attempt and returns the token that the attempt must watch.</summary>
    /// <param name="timeline">Where <see cref="Due"/> is measured.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="urgent">Whether the deadline may come before the sweeper's next look.</param>
    public CancellationToken Arm(Timeline timeline, CancellationToken caller, bool urgent)
    {
        CancellationTokenSource source = _source ??= new CancellationTokenSource();
        if (!ReferenceEquals(_timeline, timeline))
            _timeline = timeline;
        if (_caller != caller)
            _caller = caller;
        if (!timeline.Polls)
            WatchCaller();
        Volatile.Write(ref _gate, (_version += NextVersion) | Armed);
        if (!timeline.Polls || urgent || !SystemSweeper.IsAwake)
            timeline.Sweeper.Armed(Due);
        return source.Token;
    }

    /// <summary>
    /// Has the caller's cancellation reach the source at once. Called when an attempt goes on asynchronously; until then the sweeper
    /// polls the caller's token, which is a third of the cost.
    /// </summary>
    public void WatchCaller()
    {
        if (_caller.CanBeCanceled && _registration == default)
            _registration = _caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).CancelAsync(), _source);
    }

    /// <summary>The source of this attempt serves no other: somebody may hold its token longer than the attempt lasts.</summary>
    public void Spend() => _isSpent = true;

    /// <summary>
    /// Closes the gate: from here on no sweep touches this attempt. Afterwards <see cref="FiredDue"/> tells which deadline fired.
    /// The source is kept for the next attempt only if nothing can still be using it.
    /// </summary>
    public void Settle(bool keepSource)
    {
        long state = Interlocked.Exchange(ref _gate, 0) & StateMask;
        if (state == Fired)
            FiredDue = Due;
        if (_registration != default)
        {
            // Unregister does not wait for a callback that is running; if there is one, the source is its, not ours.
            keepSource &= _registration.Unregister();
            _registration = default;
        }

        if (state != Armed || !keepSource || _isSpent || !_source!.TryReset())
        {
            _source = null;
            _isSpent = false;
        }
    }

    /// <summary>
    /// Called by the sweeper, from any thread: fires the cell if it is due or its caller has cancelled; else reports its deadline.
    /// </summary>
    /// <returns>The deadline to come back for, or <see cref="Timeline.Never"/> if this cell needs no watching.</returns>
    public long Sweep(Timeline timeline, long now)
    {
        long gate = Volatile.Read(ref _gate);
        if ((gate & StateMask) != Armed)
            return Timeline.Never;

        // Everything is read before the exchange that makes the reads valid. The token is copied: read twice in place, it could change.
        long due = Volatile.Read(ref Due);
        CancellationTokenSource? source = Volatile.Read(ref _source);
        CancellationToken caller = _caller;
        if (!ReferenceEquals(Volatile.Read(ref _timeline), timeline))
            return Timeline.Never;

        bool expired = due <= now;
        if (!expired && !(timeline.Polls && caller.IsCancellationRequested))
            return due;

        Close(gate, expired ? Fired : Cancelled, source!);
        return Timeline.Never;
    }

    /// <summary>Fires the cell as the sweeper would. Only for its owner.</summary>
    public void Fire()
    {
        long gate = Volatile.Read(ref _gate);
        if ((gate & StateMask) == Armed)
            Close(gate, Fired, _source!);
    }

    private void Close(long gate, long state, CancellationTokenSource source)
    {
        // The token reads as cancelled from here; what users registered on it runs on the pool, for it may block.
        if (Interlocked.CompareExchange(ref _gate, (gate & ~StateMask) | state, gate) == gate)
            _ = source.CancelAsync();
    }
}
