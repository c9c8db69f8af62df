using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Suites;

/// <summary>
/// One row of the gate for BenchmarkDotNet. The suites are the only classes here that are neither sealed nor abstract,
/// because BenchmarkDotNet derives from them.
/// </summary>
[MemoryDiagnoser]
public abstract class Comparison<TOurs, TPeer>
    where TOurs : struct, ICall
    where TPeer : struct, ICall
{
    private CancellationToken _cancellationToken;
    private TOurs _ours;
    private TPeer _peer;

    [Params(false, true)]
    public bool Cancellable { get; set; }

    [GlobalSetup]
    public virtual void SetUp()
    {
        WorkCallback callback = Callbacks.NextImmediate();
        _cancellationToken = Cancellable ? new CancellationTokenSource().Token : CancellationToken.None;
        _ours = Ours(callback);
        _peer = Peer(callback);
    }

    [Benchmark]
    public int Resilience() => Completed.Result(_ours.Invoke(_cancellationToken));

    [Benchmark(Baseline = true)]
    public int Polly() => Completed.Result(_peer.Invoke(_cancellationToken));

    protected abstract TOurs Ours(WorkCallback callback);

    protected abstract TPeer Peer(WorkCallback callback);
}
