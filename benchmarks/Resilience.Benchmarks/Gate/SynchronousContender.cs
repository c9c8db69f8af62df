using System.Diagnostics;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Gate;

/// <summary>Calls that complete synchronously, one after the other on the current thread.</summary>
internal sealed class SynchronousContender<TCall> : Contender
    where TCall : struct, ICall
{
    private readonly TCall _call;
    private readonly CancellationToken _cancellationToken;

    public SynchronousContender(TCall call, CancellationToken cancellationToken)
    {
        _call = call;
        _cancellationToken = cancellationToken;
    }

    public override Sample Run(int calls)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        long sum = Loop(_call, calls, _cancellationToken);
        long ended = Stopwatch.GetTimestamp();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        RequireResults(sum, calls);
        return new Sample(began, ended, bytes, calls);
    }

    // Every result is used, so that no call can be dropped as dead.
    private static long Loop(TCall call, int calls, CancellationToken cancellationToken)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += Completed.Result(call.Invoke(cancellationToken));
        }

        return sum;
    }
}
