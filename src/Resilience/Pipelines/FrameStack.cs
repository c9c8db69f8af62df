using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

/// <summary>One thread's frames. Slots are not cleared, and written only if they change: both would cost a card mark per call.</summary>
internal sealed class FrameStack
{
    private const int Capacity = 256;

    // What moves at once between a thread that only begins executions and one that only ends them, so that their lock is taken seldom.
    private const int Batch = 64;

    private readonly ExecutionFrame?[] _frames = new ExecutionFrame?[Capacity];
    private int _count;

    /// <summary>A thread has ended: its frames go to the others.</summary>
    ~FrameStack() => Give(_frames.AsSpan(0, _count));

    /// <summary>Takes the frame that was given back last; null if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExecutionFrame? TryPop() => _count == 0 ? null : _frames[--_count];

    /// <summary>Keeps a frame, if there is room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPush(ExecutionFrame frame)
    {
        ExecutionFrame?[] frames = _frames;
        int count = _count;
        if ((uint)count >= (uint)frames.Length)
            return false;
        if (!ReferenceEquals(frames[count], frame))
            frames[count] = frame;
        if (!ReferenceEquals(frame.Home, this))
            frame.Home = this;
        _count = count + 1;
        return true;
    }

    /// <summary>Fetches frames of other threads, if there are any to be had.</summary>
    public void Refill()
    {
        _count = FrameReserve.Take(_frames.AsSpan(0, Batch));
        foreach (ExecutionFrame? frame in _frames.AsSpan(0, _count))
            frame!.Home = this;
    }

    /// <summary>Makes room by handing the frames on top to other threads.</summary>
    public void Spill()
    {
        _count -= Batch;
        Give(_frames.AsSpan(_count, Batch));
    }

    // A frame that waits for any thread must not keep the stack of one that may have ended.
    private static void Give(ReadOnlySpan<ExecutionFrame?> frames)
    {
        foreach (ExecutionFrame? frame in frames)
            frame!.Home = null;
        FrameReserve.Give(frames);
    }
}
