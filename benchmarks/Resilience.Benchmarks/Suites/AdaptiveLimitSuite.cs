using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Calls;
using Resilience.Benchmarks.Ours;

namespace Resilience.Benchmarks.Suites;

/// <summary>
/// What an adaptive limit costs a bulkhead: ours beside ours, for the peer has none. Calls that end at once are measured too.
/// </summary>
[MemoryDiagnoser]
public class AdaptiveLimitSuite
{
    private OursCall _fixed;
    private OursCall _aimd;
    private OursCall _gradient2;

    [GlobalSetup]
    public void SetUp()
    {
        WorkCallback callback = Callbacks.NextImmediate();
        _fixed = Call(null, callback);
        _aimd = Call(new AimdLimitOptions { MinimumTime = TimeSpan.Zero }, callback);
        _gradient2 = Call(new Gradient2LimitOptions { MinimumTime = TimeSpan.Zero }, callback);
    }

    [Benchmark(Baseline = true)]
    public int Fixed() => Completed.Result(_fixed.Invoke(CancellationToken.None));

    [Benchmark]
    public int Aimd() => Completed.Result(_aimd.Invoke(CancellationToken.None));

    [Benchmark]
    public int Gradient2() => Completed.Result(_gradient2.Invoke(CancellationToken.None));

    private static OursCall Call(AdaptiveLimitOptions? adaptive, WorkCallback callback) =>
        new(new ResiliencePipelineBuilder().AddBulkhead(new BulkheadOptions { Adaptive = adaptive }).Build(), callback);
}
