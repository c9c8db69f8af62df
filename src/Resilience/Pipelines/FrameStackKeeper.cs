namespace Resilience.Pipelines;

/// <summary>
/// Goes with its thread, and then hands the thread's frames to the others. An object of its own: frames know their stack, so whoever still
/// holds one would keep the stack from being finalized.
/// </summary>
internal sealed class FrameStackKeeper(FrameStack stack)
{
    ~FrameStackKeeper() => stack.SpillAll();
}
