using Resilience.Benchmarks.Ours;
using Resilience.Benchmarks.Peer;

namespace Resilience.Benchmarks.Suites;

/// <summary>Retry: two failures as values, then success.</summary>
public class FailuresAsValuesSuite : Comparison<OursOutcomeCall, PeerOutcomeCall>
{
    protected override OursOutcomeCall Ours(WorkCallback callback) => new(OursPipelines.RetryWithoutDelay());

    protected override PeerOutcomeCall Peer(WorkCallback callback) => new(PeerPipelines.RetryWithoutDelay());
}
