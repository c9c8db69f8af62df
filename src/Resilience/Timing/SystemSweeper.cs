using System.Diagnostics.CodeAnalysis;

namespace Resilience.Timing;

/// <summary>
/// The sweeper of the system clock: one thread that wakes while anything is armed, at most every <see cref="TickMilliseconds"/> and
/// exactly when the next known deadline is due; after a second without work it sleeps until somebody arms a cell.
/// </summary>
/// <remarks>
/// A thread of its own, not the pool: timeouts matter most when the pool is starved. Arming needs no fence: before it sleeps the
/// sweeper puts a barrier on every processor and looks once more, so an armed cell is either seen or sees the sweeper asleep.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "There is one sweeper for the life of the process.")]
internal sealed class SystemSweeper : Sweeper
{
    /// <summary>The longest that the sweeper looks away while anything is armed.</summary>
    public const int TickMilliseconds = 8;

    private const int IdleSweeps = 125;

    private static bool _awake;

    private readonly Lock _startLock = new();
    private readonly AutoResetEvent _wake = new(false);
    private bool _started;

    private SystemSweeper()
    {
    }

    /// <summary>The one sweeper of the system clock.</summary>
    public static SystemSweeper Instance { get; } = new();

    /// <summary>Whether the sweeper will look within a tick, so that arming a cell need not wake it.</summary>
    public static bool IsAwake => _awake;

    /// <inheritdoc/>
    public override bool Polls => true;

    /// <inheritdoc/>
    public override void Armed(long due)
    {
        // In this order: if the thread cannot be made, the next cell asks for it again.
        if (!Volatile.Read(ref _started))
            Start();
        Volatile.Write(ref _awake, true);
        _wake.Set();
    }

    private void Start()
    {
        lock (_startLock)
        {
            if (_started)
                return;
            var thread = new Thread(Run) { IsBackground = true, Name = "Resilience sweeper", Priority = ThreadPriority.AboveNormal };
            thread.UnsafeStart();
            Volatile.Write(ref _started, true);
        }
    }

    private void Run()
    {
        int idle = 0;
        while (true)
        {
            int wait = Sweep();
            idle = wait == Timeout.Infinite ? idle + 1 : 0;
            if (idle >= IdleSweeps && TrySleep())
                idle = 0;
            else
                _wake.WaitOne(wait == Timeout.Infinite ? TickMilliseconds : wait);
        }
    }

    private bool TrySleep()
    {
        Volatile.Write(ref _awake, false);
        Interlocked.MemoryBarrierProcessWide();
        if (Sweep() != Timeout.Infinite)
        {
            Volatile.Write(ref _awake, true);
            return false;
        }

        _wake.WaitOne();
        Volatile.Write(ref _awake, true);
        return true;
    }

    private static int Sweep()
    {
        long coarse = Timeline.Coarse.Now;
        long fine = Timeline.Fine.Now;
        long nextCoarse = CellRegistry.Shared.Sweep(Timeline.Coarse, coarse);
        long nextFine = CellRegistry.Shared.Sweep(Timeline.Fine, fine);
        if (nextCoarse == Timeline.Never && nextFine == Timeline.Never)
            return Timeout.Infinite;

        double wait = TickMilliseconds;
        if (nextCoarse != Timeline.Never)
            wait = Math.Min(wait, nextCoarse - coarse);
        if (nextFine != Timeline.Never)
            wait = Math.Min(wait, Timeline.Fine.Until(nextFine).TotalMilliseconds);
        return Math.Max(1, (int)Math.Ceiling(wait));
    }
}
