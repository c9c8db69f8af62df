using Resilience.Benchmarks.Ours;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Runs of stages that do nothing beside as many calls of our own empty pipeline: no peer of ours has any.</summary>
internal static class OrchestrationRows
{
    private const int Many = 10;
    private const long BytesOfStage = 1024;

    public static IEnumerable<GateRow> Create() =>
    [
        .. Row("run of one empty stage ÷ empty call", 1),
        .. Row("run of 10 empty stages ÷ 10 empty calls", Many),
    ];

    private static IEnumerable<GateRow> Row(string name, int stages) => Pair.Of(name, (rowName, token) => new RatioRow(
        rowName,
        Bar.Ratio(40, BytesOfStage * stages),
        new SynchronousContender<OursRunCall>(new(stages), token()),
        new SynchronousContender<OursEmptyCalls>(new(stages), token())));
}
