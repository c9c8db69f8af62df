using Resilience.Pipelines;

namespace Resilience.Timeouts;

/// <summary>Keeps the frame that enters it, which no strategy should: only so can a test play the sweeper.</summary>
internal sealed class FrameGrabber() : ResilienceStrategy("grabber", StrategySteps.Enter)
{
    public ExecutionFrame? Frame { get; private set; }

    public override string ToString() => Name;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        Frame = frame;
        return EntryVerdict.Proceed;
    }
}
