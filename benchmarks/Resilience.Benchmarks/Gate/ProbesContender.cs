using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Resilience.Benchmarks.Gate;

/// <summary>A thousand checks that are due each second of a clock: a call is one check, a round all of them.</summary>
/// <param name="begin">Has checks called each second of the clock; what it returns ends that.</param>
[SuppressMessage("Design", "CA1001", Justification = "A row lives as long as the program.")]
internal sealed class ProbesContender(Func<ManualClock, int, Func<ValueTask<bool>>, IDisposable> begin) : Contender
{
    private const int Checks = 1_000;

    private readonly ManualClock _clock = new();
    private readonly SemaphoreSlim _done = new(0);
    private IDisposable? _running;
    private int _left;

    public override void Start()
    {
        Volatile.Write(ref _left, Checks);
        _running = begin(_clock, Checks, CheckAsync);
        Round();
    }

    public override void Stop() => _running?.Dispose();

    public override Sample Run(int calls)
    {
        int rounds = Math.Max(1, calls / Checks);
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < rounds; i++)
            Round();
        long ended = Stopwatch.GetTimestamp();
        return new Sample(began, ended, GC.GetTotalAllocatedBytes(precise: true) - bytes, rounds * Checks);
    }

    private void Round()
    {
        // A check that is on its way back to its timer when the clock moves would miss a second: then the clock moves once more.
        do
            _clock.Advance(TimeSpan.FromSeconds(1));
        while (!_done.Wait(TimeSpan.FromMilliseconds(20)));
    }

    private ValueTask<bool> CheckAsync()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            Volatile.Write(ref _left, Checks);
            _done.Release();
        }

        return new(true);
    }
}
