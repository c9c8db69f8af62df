using System.Diagnostics;

namespace Resilience.Benchmarks.Gate;

/// <summary>
/// One side of a row about a disk: calls that take milliseconds. A few of them warm it up, and a batch is a few of them. What it calls is
/// made once, and its folder is gone when the program ends.
/// </summary>
internal sealed class DiskContender : Contender
{
    private const int MostWarmCalls = 60;

    private readonly Lazy<DiskWork> _work;
    private readonly int _callsInBatch;
    private int _warmCalls;

    /// <param name="callsInBatch">How many calls make a batch.</param>
    /// <param name="prepare">Makes what is called.</param>
    public DiskContender(int callsInBatch, Func<DiskWork> prepare)
    {
        _callsInBatch = callsInBatch;
        _work = new(prepare);
    }

    // Beside milliseconds of a disk the JIT's last tier is nothing; and warming for long would take as long as the measurement.
    public override void WarmUp(int calls)
    {
        if (_warmCalls++ < MostWarmCalls)
        {
            Run(1);
        }
    }

    public override int CallsIn(TimeSpan batch) => _callsInBatch;

    public override Sample Run(int calls)
    {
        DiskWork work = _work.Value;
        calls = Math.Min(calls, _callsInBatch);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            work.Call();
        }

        long ended = Stopwatch.GetTimestamp();
        return new Sample(began, ended, GC.GetTotalAllocatedBytes(precise: true) - bytes, calls);
    }
}
