namespace Resilience.Pipelines.Races;

/// <summary>When a race began: exactly, if its strategy measures; else when it was first looked at, which saves every success a timestamp.</summary>
internal static class RaceClock
{
    public static long BeginOf(ExecutionFrame frame)
    {
        PipelineCore core = frame.Core;
        return core.MeasuresRaces ? frame.SlotOf(core.Racing!.Index).Entry : core.TimeProvider.GetTimestamp();
    }
}
