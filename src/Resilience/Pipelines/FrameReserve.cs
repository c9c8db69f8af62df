using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>The frames that no thread keeps.</summary>
internal static class FrameReserve
{
    private const int Capacity = 8192;

    private static readonly Lock _gate = new();
    private static readonly ExecutionFrame?[] _frames = new ExecutionFrame?[Capacity];
    private static int _count;

    /// <summary>Takes as many frames as there are, up to the length of the span, and returns their number.</summary>
    public static int Take(Span<ExecutionFrame?> frames)
    {
        lock (_gate)
        {
            int taken = Math.Min(frames.Length, _count);
            _count -= taken;
            Span<ExecutionFrame?> source = _frames.AsSpan(_count, taken);
            source.CopyTo(frames);
            source.Clear();
            return taken;
        }
    }

    /// <summary>Takes frames back; those for which there is no room are no longer watched, and dropped.</summary>
    public static void Give(ReadOnlySpan<ExecutionFrame?> frames)
    {
        int kept;
        lock (_gate)
        {
            kept = Math.Min(frames.Length, Capacity - _count);
            frames[..kept].CopyTo(_frames.AsSpan(_count));
            _count += kept;
        }

        foreach (ExecutionFrame? dropped in frames[kept..])
            CellRegistry.Shared.Remove(dropped!.Cell);
    }

    /// <summary>Makes a frame.</summary>
    public static ExecutionFrame Make()
    {
        var frame = new ExecutionFrame();
        CellRegistry.Shared.Add(frame.Cell);
        return frame;
    }
}
