using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Resilience.Pipelines;

/// <summary>
/// Lends frames. A frame is with one execution or in the pool, never both: giving it back twice is an error, not a share.
/// </summary>
internal static class FramePool
{
    [ThreadStatic]
    private static FrameStack? _stack;

    /// <summary>Takes a frame.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ExecutionFrame Rent()
    {
        ExecutionFrame frame = _stack?.TryPop() ?? RentSlowly();
        frame.Version++;
        return frame;
    }

    /// <summary>
    /// Gives a frame back on the thread that took it, which has not been left since: to look for the thread's stack costs as much again as
    /// all else.
    /// </summary>
    /// <exception cref="InvalidOperationException">The frame is not rented: it was given back before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReturnHere(ExecutionFrame frame)
    {
        if (!frame.IsRented)
            ThrowReturnedTwice();
        frame.Version++;
        if (frame.Home is not { } home || !home.TryPush(frame))
            ReturnSlowly(frame);
    }

    /// <summary>Gives a frame back on whichever thread.</summary>
    /// <exception cref="InvalidOperationException">The frame is not rented: it was given back before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Return(ExecutionFrame frame)
    {
        if (!frame.IsRented)
            ThrowReturnedTwice();
        frame.Version++;
        if (_stack is not { } stack || !stack.TryPush(frame))
            ReturnSlowly(frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ExecutionFrame RentSlowly()
    {
        FrameStack stack = _stack ??= new FrameStack();
        stack.Refill();
        ExecutionFrame frame = stack.TryPop() ?? FrameReserve.Make();
        frame.Home = stack;
        return frame;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ReturnSlowly(ExecutionFrame frame)
    {
        FrameStack stack = _stack ??= new FrameStack();
        if (stack.TryPush(frame))
            return;
        stack.Spill();
        stack.TryPush(frame);
    }

    [DoesNotReturn]
    private static void ThrowReturnedTwice() =>
        throw new InvalidOperationException("An execution frame was given back twice. This is a bug in Resilience; please report it.");
}
