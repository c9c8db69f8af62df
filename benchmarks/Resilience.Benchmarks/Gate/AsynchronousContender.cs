using System.Diagnostics;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Gate;

/// <summary>
/// Calls that really go asynchronous, in waves: so many are started before the first of them is awaited. Waves are harder on a
/// library than as many loops that each await one call after the other, for what a loop's call returned to a pool serves its next one.
/// </summary>
internal sealed class AsynchronousContender<TCall> : Contender
    where TCall : struct, ICall
{
    private readonly TCall _call;
    private readonly CancellationToken _cancellationToken;
    private readonly int _inFlight;
    private readonly List<ValueTask<int>> _wave;

    public AsynchronousContender(TCall call, int inFlight, CancellationToken cancellationToken)
    {
        _call = call;
        _cancellationToken = cancellationToken;
        _inFlight = inFlight;
        _wave = new List<ValueTask<int>>(inFlight);
    }

    public override Sample Run(int calls)
    {
        int waves = Math.Max(1, calls / _inFlight);

        // Of all threads, for the calls wander; precise, which includes what the threads have not reported yet.
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        long sum = WavesAsync(waves).GetAwaiter().GetResult();
        long ended = Stopwatch.GetTimestamp();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;

        RequireResults(sum, waves * _inFlight);
        return new Sample(began, ended, bytes, waves * _inFlight);
    }

    private async Task<long> WavesAsync(int waves)
    {
        TCall call = _call;
        long sum = 0;
        for (int i = 0; i < waves; i++)
        {
            for (int j = 0; j < _inFlight; j++)
            {
                Keep(call.Invoke(_cancellationToken));
            }

            for (int j = 0; j < _inFlight; j++)
            {
                sum += await _wave[j];
            }

            _wave.Clear();
        }

        return sum;
    }

    // Each is awaited once, in its wave.
    private void Keep(ValueTask<int> started) => _wave.Add(started);
}
