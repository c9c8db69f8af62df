namespace Resilience.Pipelines;

/// <summary>Lends frames. A frame is with one execution or in the pool, never both: giving it back twice is an error, not a share.</summary>
internal static class FramePool
{
    [ThreadStatic]
    private static FrameStack? t_stack;

    /// <summary>Takes a frame.</summary>
    public static ExecutionFrame Rent()
    {
        FrameStack stack = t_stack ??= new FrameStack();
        ExecutionFrame frame = stack.TryPop() ?? FrameReserve.Take();
        frame.Version++;
        frame.IsRented = true;
        return frame;
    }

    /// <summary>Gives a frame back.</summary>
    /// <exception cref="InvalidOperationException">The frame is not rented: it was given back before.</exception>
    public static void Return(ExecutionFrame frame)
    {
        if (!frame.IsRented)
            throw new InvalidOperationException("An execution frame was given back twice. This is a bug in Resilience; please report it.");
        frame.End();
        frame.IsRented = false;
        FrameStack stack = t_stack ??= new FrameStack();
        if (!stack.TryPush(frame))
            FrameReserve.Give(frame);
    }
}
