using System.Diagnostics;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Gate;

/// <summary>
/// Calls that really go asynchronous: so many loops at once, each awaiting one call after the other, so that just as many
/// calls are in flight from the first to the last.
/// </summary>
internal sealed class AsynchronousContender<TCall> : Contender
    where TCall : struct, ICall
{
    private readonly TCall _call;
    private readonly CancellationToken _cancellationToken;
    private readonly Task<long>[] _loops;

    public AsynchronousContender(TCall call, int inFlight, CancellationToken cancellationToken)
    {
        _call = call;
        _cancellationToken = cancellationToken;
        _loops = new Task<long>[inFlight];
    }

    public override Sample Run(int calls)
    {
        int perLoop = Math.Max(1, calls / _loops.Length);

        // Of all threads, for the calls wander; precise, which includes what the threads have not reported yet.
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < _loops.Length; i++)
        {
            _loops[i] = LoopAsync(_call, perLoop, _cancellationToken);
        }

        Task.WaitAll(_loops);
        long ended = Stopwatch.GetTimestamp();
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;

        RequireResults(_loops.Sum(static loop => loop.Result), perLoop * _loops.Length);
        return new Sample(began, ended, bytes, perLoop * _loops.Length);
    }

    private static async Task<long> LoopAsync(TCall call, int calls, CancellationToken cancellationToken)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += await call.Invoke(cancellationToken);
        }

        return sum;
    }
}
