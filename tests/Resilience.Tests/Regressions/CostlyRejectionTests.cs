using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience.Regressions;

/// <summary>Refusals that cost more than what they spared: stack traces, texts and lines in the log (peers, h).</summary>
public sealed class CostlyRejectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_refusal_is_made_anew_or_holds_an_exception()
    {
        ResiliencePipeline pipeline = Open(new ResiliencePipelineBuilder());

        var rejections = new List<Rejection>();
        for (int i = 0; i < 100; i++)
        {
            Outcome<int> refused = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);
            refused.Fault.Should().BeOfType<Rejection>();
            rejections.Add(refused.Rejection!);
        }

        rejections.Distinct(ReferenceEqualityComparer.Instance).Should().ContainSingle();
    }

    [Fact]
    public async Task No_log_of_information_is_flooded_by_refusals()
    {
        var log = new TestLogger();
        ResiliencePipeline pipeline = Open(new ResiliencePipelineBuilder { LoggerFactory = log });
        log.Entries.Clear();

        for (int i = 0; i < 100; i++)
            await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);

        log.Entries.Where(static entry => entry.Id == 1006).Should().HaveCount(100);
        log.Entries.Should().OnlyContain(static entry => entry.Level <= LogLevel.Debug && entry.Exception == null);
    }

    private static ResiliencePipeline Open(ResiliencePipelineBuilder builder)
    {
        var breaker = new CircuitBreaker();
        breaker.Trip(TimeSpan.FromHours(1));
        return builder.AddCircuitBreaker(breaker).Build();
    }
}
