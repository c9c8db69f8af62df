using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

/// <summary>One thread's frames. Slots are not cleared, and written only if they change: both would cost a card mark per call.</summary>
internal sealed class FrameStack
{
    private const int Capacity = 1024;

    private ExecutionFrame?[] _frames = new ExecutionFrame?[16];
    private int _count;

    /// <summary>A thread has ended: its frames go to the others.</summary>
    ~FrameStack()
    {
        while (TryPop() is { } frame)
            FrameReserve.Give(frame);
    }

    /// <summary>Takes the frame that was given back last; null if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExecutionFrame? TryPop() => _count == 0 ? null : _frames[--_count];

    /// <summary>Keeps a frame, if there is room for it as things are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPush(ExecutionFrame frame)
    {
        ExecutionFrame?[] frames = _frames;
        int count = _count;
        if ((uint)count >= (uint)frames.Length)
            return false;
        if (!ReferenceEquals(frames[count], frame))
            frames[count] = frame;
        _count = count + 1;
        return true;
    }

    /// <summary>Keeps a frame, if this thread does not have more than enough.</summary>
    public bool TryGrowAndPush(ExecutionFrame frame)
    {
        if (_count == _frames.Length && _count < Capacity)
            Array.Resize(ref _frames, _count * 2);
        return TryPush(frame);
    }
}
