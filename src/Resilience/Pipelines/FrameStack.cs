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

    public ExecutionFrame? TryPop() => _count == 0 ? null : _frames[--_count];

    public bool TryPush(ExecutionFrame frame)
    {
        if (_count == _frames.Length)
        {
            if (_count == Capacity)
                return false;
            Array.Resize(ref _frames, _count * 2);
        }

        ref ExecutionFrame? slot = ref _frames[_count++];
        if (!ReferenceEquals(slot, frame))
            slot = frame;
        return true;
    }
}
