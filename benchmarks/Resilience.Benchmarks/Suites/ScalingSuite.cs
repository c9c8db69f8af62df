using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Gate;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>One shared timeout → retry → timeout, one thread and two; the time is per call of one thread.</summary>
public class ScalingSuite : IDisposable
{
    private const int Calls = 100_000;

    private readonly ThreadTeam _team = new();
    private Contender[] _direct = [];
    private Contender[] _ours = [];
    private Contender[] _peer = [];

    [Params(1, ThreadTeam.Size)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        WorkCallback callback = Callbacks.NextImmediate();
        var ours = OursPipelines.TimeoutRetryTimeout();
        var peer = PeerPipelines.TimeoutRetryTimeout();
        _direct = PerThread(() => new DirectCall(callback));
        _ours = PerThread(() => new OursCall(ours, callback));
        _peer = PerThread(() => new PeerCall(peer, callback));
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _team.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public double Direct() => _team.Run(_direct, Calls);

    [Benchmark(OperationsPerInvoke = Calls)]
    public double Resilience() => _team.Run(_ours, Calls);

    [Benchmark(OperationsPerInvoke = Calls, Baseline = true)]
    public double Polly() => _team.Run(_peer, Calls);

    private Contender[] PerThread<TCall>(Func<TCall> call)
        where TCall : struct, ICall =>
        [.. Enumerable.Range(0, Threads).Select(_ => new SynchronousContender<TCall>(call(), CancellationToken.None))];
}
