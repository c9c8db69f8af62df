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
        core.Telemetry.Publish(new(ResilienceEventKind.PipelineSwapped, core.Telemetry.PipelineName));
    }
}
