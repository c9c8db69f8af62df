using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Resilience.Stages;

/// <summary>What a stage outside of any run knows.</summary>
internal sealed class DetachedScope(TimeProvider timeProvider) : IStageScope
{
    public ILogger Logger => NullLogger.Instance;

    public TimeProvider TimeProvider => timeProvider;

    public ReadOnlySpan<byte> Seed => "detached"u8;

    public void Report(in StageProgress progress)
    {
        // Nobody watches.
    }
}
