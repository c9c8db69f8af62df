namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>The gate's table, top to bottom.</summary>
internal static class AllRows
{
    public static IEnumerable<GateRow> Create(ThreadTeam team) =>
    [
        .. SingleStrategyRows.Create(),
        .. NestedRows.Create(),
        .. AsynchronousRows.Create(),
        .. FailureRows.Create(),
        .. BreakerRows.Create(team),
        .. BulkheadRows.Create(team),
        .. LimitRows.Create(team),
        .. HedgingRows.Create(),
        .. FiveRows.Create(team),
        .. OrchestrationRows.Create(),
        .. RegistryRows.Create(),
        .. FanOutRows.Create(),
        .. CheckpointRows.Create(),
        .. ScalingRows.Create(team),
    ];
}
