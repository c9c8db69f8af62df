using BenchmarkDotNet.Attributes;
using Resilience.Benchmarks.Gate;
using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Timeout → retry → timeout while somebody listens to both libraries' meters.</summary>
public class ListeningSuite : Comparison<OursCall, PeerCall>
{
    private readonly List<MeterAudience> _audiences = [];

    public override void SetUp()
    {
        _audiences.Add(new MeterAudience(MeterAudience.OursMeter));
        _audiences.Add(new MeterAudience(MeterAudience.PeerMeter));
        base.SetUp();
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        // Either benchmark runs in a process of its own, and so only its own library is heard there.
        bool heard = _audiences.Sum(static audience => audience.Collect()) > 0;
        _audiences.ForEach(static audience => audience.Dispose());
        if (!heard)
        {
            throw new InvalidOperationException("The listeners heard nothing: what was measured is not what the suite is about.");
        }
    }

    protected override OursCall Ours(WorkCallback callback) => new(OursPipelines.TimeoutRetryTimeoutWithTelemetry(), callback);

    protected override PeerCall Peer(WorkCallback callback) => new(PeerPipelines.TimeoutRetryTimeoutWithTelemetry(), callback);
}
