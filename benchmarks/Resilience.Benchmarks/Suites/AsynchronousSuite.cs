using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Gate;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Timeout → retry → timeout around a callback that leaves its thread.</summary>
[MemoryDiagnoser]
public class AsynchronousSuite
{
    // Many, for an invocation also waits for a batch to begin and to end.
    private const int Calls = 100_000;

    private AsynchronousContender<DirectCall>? _direct;
    private AsynchronousContender<OursCall>? _ours;
    private AsynchronousContender<PeerCall>? _peer;

    [Params(1, 1_000)]
    public int InFlight { get; set; }

    [Params(false, true)]
    public bool Cancellable { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        CancellationToken token = Cancellable ? new CancellationTokenSource().Token : CancellationToken.None;
        _direct = new(new DirectCall(Callbacks.Yielding), InFlight, token);
        _ours = new(new OursCall(OursPipelines.TimeoutRetryTimeout(), Callbacks.Yielding), InFlight, token);
        _peer = new(new PeerCall(PeerPipelines.TimeoutRetryTimeout(), Callbacks.Yielding), InFlight, token);
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public long Direct() => _direct!.Run(Calls).Ended;

    [Benchmark(OperationsPerInvoke = Calls)]
    public long Resilience() => _ours!.Run(Calls).Ended;

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true)]
    public long Polly() => _peer!.Run(Calls).Ended;
}
