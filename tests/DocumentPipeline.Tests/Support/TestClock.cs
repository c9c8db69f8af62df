using System.Collections.Concurrent;
using DocumentPipeline.Faults;
using Microsoft.Extensions.Time.Testing;

namespace DocumentPipeline.Support;

/// <summary>
/// A clock that stands still while work is done and jumps when a stage hangs or dawdles: when it sees the timer of an injected fault,
/// it advances far enough for what is meant to end it. So nothing depends on how fast the machine is.
/// </summary>
internal sealed class TestClock : FakeTimeProvider
{
    // An odd number that no other timer has.
    public static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(307);
    public static readonly TimeSpan HangingAttemptTimeout = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentQueue<TimeSpan> _jumps = [];

    public TestClock()
        : base(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>The jumps that were made.</summary>
    public IReadOnlyCollection<TimeSpan> Jumps => _jumps;

    /// <summary>What happens instead of a jump; null, the default, for a jump.</summary>
    public Action? OnHang { get; init; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == FaultInjector.Forever)
        {
            Jump(HangingAttemptTimeout);
        }
        else if (dueTime == Slowness)
        {
            Jump(Slowness);
        }

        return timer;
    }

    private void Jump(TimeSpan time)
    {
        _jumps.Enqueue(time);

        // On another thread: the caller has not begun to wait yet, and may hold locks.
        ThreadPool.QueueUserWorkItem(_ => (OnHang ?? (() => Advance(time)))());
    }
}
