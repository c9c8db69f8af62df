using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Gate.Rows;

/// <summary>Fan-outs beside the framework's tasks, one request at a time; and health probes beside loops with timers.</summary>
internal static class FanOutRows
{
    private const int Few = 3;
    private const int Many = 100;

    public static IEnumerable<GateRow> Create() =>
    [
        Row("fan-out to all of 3, Task.Yield ÷ WhenAll", Bar.Time(1.5), Few, FanOutStrategy.All),
        Row("fan-out to all of 100, Task.Yield ÷ WhenAll", Bar.Time(1.5), Many, FanOutStrategy.All),
        Row("fan-out, first of 3, Task.Yield ÷ WhenAny", Bar.Time(1.5), Few, FanOutStrategy.FirstSuccess),
        new RatioRow(
            "a health probe of 1,000, each second ÷ loop with a timer",
            Bar.Time(2),
            new ProbesContender(OursProbes.Begin),
            new ProbesContender(TimerLoops.Begin)),
    ];

    private static RatioRow Row(string name, Bar bar, int count, FanOutStrategy strategy) => new(
        name,
        bar,
        new AsynchronousContender<OursFanOut>(new(count, strategy), 1, CancellationToken.None),
        new AsynchronousContender<PlainTasks>(new(count, strategy == FanOutStrategy.FirstSuccess), 1, CancellationToken.None));
}
