using Microsoft.Extensions.Logging;

namespace Resilience.Stages;

/// <summary>What a stage's context needs to know of the run that it is in.</summary>
internal interface IStageScope
{
    ILogger Logger { get; }

    TimeProvider TimeProvider { get; }

    /// <summary>What ids of this run are derived from: the same for every owner.</summary>
    ReadOnlySpan<byte> Seed { get; }

    void Report(in StageProgress progress);
}
