using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>The frames that no thread keeps. They are not watched by sweepers, so a burst of executions costs nothing afterwards.</summary>
internal static class FrameReserve
{
    private const int Capacity = 8192;

    private static readonly Lock Gate = new();
    private static readonly ExecutionFrame?[] Frames = new ExecutionFrame?[Capacity];
    private static int s_count;

    /// <summary>Takes a frame from the reserve, or makes one.</summary>
    public static ExecutionFrame Take()
    {
        ExecutionFrame? frame = null;
        lock (Gate)
        {
            if (s_count > 0)
            {
                frame = Frames[--s_count];
                Frames[s_count] = null;
            }
        }

        frame ??= new ExecutionFrame();
        CellRegistry.Shared.Add(frame.Cell);
        return frame;
    }

    /// <summary>Takes a frame back, or drops it if there are plenty.</summary>
    public static void Give(ExecutionFrame frame)
    {
        CellRegistry.Shared.Remove(frame.Cell);
        lock (Gate)
        {
            if (s_count < Capacity)
                Frames[s_count++] = frame;
        }
    }
}
