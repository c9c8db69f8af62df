using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Gate;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Checkpoints in files, beside the same calls of the system without a library.</summary>
[MemoryDiagnoser]
public class CheckpointSuite
{
    private readonly Lazy<DiskWork> _raw = new(RawFiles.Write);
    private readonly Lazy<DiskWork> _append = new(AppendWork.Ready);
    private readonly Lazy<DiskWork> _appendContext = new(AppendWork.Serialized);
    private readonly Lazy<DiskWork> _resume = new(RunWork.Resume);
    private readonly Lazy<DiskWork> _verify = new(RunWork.Verify);

    [Benchmark(Baseline = true)]
    public void Raw() => _raw.Value.Call();

    [Benchmark]
    public void Append() => _append.Value.Call();

    [Benchmark]
    public void AppendContext() => _appendContext.Value.Call();

    [Benchmark]
    public void ResumeThousand() => _resume.Value.Call();

    [Benchmark]
    public void VerifyThousand() => _verify.Value.Call();
}
