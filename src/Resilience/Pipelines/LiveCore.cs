using Resilience.Telemetry;

namespace Resilience.Pipelines;

/// <summary>
/// The live handle of a pipeline: the one reference that an execution reads when it begins. Nobody counts executions; one that has begun
/// keeps the core it read.
/// </summary>
internal static class LiveCore
{
    public static void Swap(ref PipelineCore handle, PipelineCore core)
    {
        Volatile.Write(ref handle, core);
        Tell(core);
    }

    /// <summary>Tells those who listen that this is the new inside of its pipeline. Not to be called under a lock.</summary>
    public static void Tell(PipelineCore core) =>
        core.Telemetry.Publish(new(ResilienceEventKind.PipelineSwapped, core.Telemetry.PipelineName));
}
