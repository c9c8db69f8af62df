using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience.Regressions;

/// <summary>Refusals that cost more than what they spared: stack traces, texts and lines in the log (peers, h).</summary>
public sealed class CostlyRejectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Components => ["open circuit", "full bulkhead"];

    [Theory]
    [MemberData(nameof(Components))]
    public async Task No_refusal_is_made_anew_or_holds_an_exception(string component)
    {
        ResiliencePipeline pipeline = Refusing(component, new ResiliencePipelineBuilder());

        var rejections = new List<Rejection>();
        for (int i = 0; i < 100; i++)
        {
            Outcome<int> refused = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);
            refused.Fault.Should().BeOfType<Rejection>();
            rejections.Add(refused.Rejection!);
        }

        rejections.Distinct(ReferenceEqualityComparer.Instance).Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Components))]
    public async Task No_log_of_information_is_flooded_by_refusals(string component)
    {
        var log = new TestLogger();
        ResiliencePipeline pipeline = Refusing(component, new ResiliencePipelineBuilder { LoggerFactory = log });
        log.Entries.Clear();

        for (int i = 0; i < 100; i++)
            await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);

        log.Entries.Where(static entry => entry.Id == 1006).Should().HaveCount(100);
        log.Entries.Should().OnlyContain(static entry => entry.Level <= LogLevel.Debug && entry.Exception == null);
    }

    private static ResiliencePipeline Refusing(string component, ResiliencePipelineBuilder builder)
    {
        if (component == "full bulkhead")
        {
            var bulkhead = new Bulkhead(new() { PermitLimit = 1 });
            bulkhead.TryEnter(out _);
            return builder.AddBulkhead(bulkhead).Build();
        }

        var breaker = new CircuitBreaker();
        breaker.Trip(TimeSpan.FromHours(1));
        return builder.AddCircuitBreaker(breaker).Build();
    }
}
