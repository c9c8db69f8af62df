using Microsoft.Extensions.Time.Testing;

namespace Resilience.Metrics.Alerts;

public sealed class PipelineAlertsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Alert> _told = [];
    private readonly AlertCenter _center;

    public PipelineAlertsTests() => _center = new(new() { TimeProvider = _time, Sinks = { new CallbackAlertSink(_told.Add) } });

    [Fact]
    public async Task A_failure_ratio_alerts_once_it_has_stayed_too_high_and_is_over_when_it_has_not()
    {
        ResiliencePipeline pipeline = Build();
        await CallAsync(pipeline, 20, fails: true);
        _told.Should().BeEmpty();
        _time.Advance(TimeSpan.FromSeconds(30));
        await CallAsync(pipeline, 20, fails: true);
        _told.Should().BeEmpty();
        _time.Advance(TimeSpan.FromSeconds(30));
        await CallAsync(pipeline, 20, fails: true);
        _told.Should().ContainSingle().Which.Should().Match<Alert>(static alert =>
            alert.Level == AlertLevel.Error && alert.Key == "failures:weather" && alert.Pipeline == "weather");
        await CallAsync(pipeline, 100, fails: false);
        _told.Select(static alert => alert.IsResolved).Should().Equal(false, true);
    }

    [Fact]
    public async Task A_few_calls_say_nothing()
    {
        ResiliencePipeline pipeline = Build();
        await CallAsync(pipeline, 19, fails: true);
        _time.Advance(TimeSpan.FromSeconds(59));
        await CallAsync(pipeline, 0, fails: true);
        _told.Should().BeEmpty();
    }

    [Fact]
    public async Task Refusals_by_a_full_bulkhead_are_saturation()
    {
        var bulkhead = new Bulkhead(new() { PermitLimit = 1 });
        ResiliencePipeline pipeline = Build(
            new() { For = TimeSpan.Zero, MinimumCalls = 5 }, static (builder, component) => builder.AddBulkhead(component), bulkhead);
        bulkhead.TryEnter(out BulkheadPermit permit).Should().BeTrue();
        await CallAsync(pipeline, 5, fails: false);
        permit.Dispose();
        _told.Should().ContainSingle().Which.Should().Match<Alert>(static alert =>
            alert.Level == AlertLevel.Warning && alert.Key == "saturation:weather");
        await CallAsync(pipeline, 100, fails: false);
        _told.Should().HaveCount(2).And.Subject.Last().IsResolved.Should().BeTrue();
    }

    [Fact]
    public async Task A_circuit_that_opens_is_critical_and_over_only_when_it_closes()
    {
        var breaker = new CircuitBreaker(new() { Name = "nlp", BreakDuration = TimeSpan.FromSeconds(5) }, _time);
        ResiliencePipeline pipeline = Build(null, static (builder, component) => builder.AddCircuitBreaker(component), breaker);
        using IDisposable watch = _center.Watch(breaker);
        breaker.Trip();
        _told.Should().ContainSingle().Which.Level.Should().Be(AlertLevel.Critical);
        _time.Advance(TimeSpan.FromSeconds(5));
        await CallAsync(pipeline, 1, fails: false);
        _told.Select(static alert => (alert.Key, alert.IsResolved)).Should().Equal(("circuit:nlp", false), ("circuit:nlp", true));
    }

    [Fact]
    public void Rules_out_of_their_ranges_are_refused_all_at_once() =>
        FluentActions.Invoking(() => new PipelineAlerts(_center, new() { FailureRatio = 0, SaturationRatio = double.NaN, MinimumCalls = 0 }))
            .Should().Throw<ArgumentException>().Which.Message.Should()
            .Contain("FailureRatio").And.Contain("SaturationRatio").And.Contain("MinimumCalls");

    private static async Task CallAsync(ResiliencePipeline pipeline, int count, bool fails)
    {
        for (int i = 0; i < count; i++)
            await pipeline.ExecuteOutcomeAsync(_ => fails ? throw new TransientException() : ValueTask.CompletedTask);
    }

    private ResiliencePipeline Build() => Build(null, static (builder, _) => builder, this);

    private ResiliencePipeline Build<T>(
        PipelineAlertOptions? options, Func<ResiliencePipelineBuilder, T, ResiliencePipelineBuilder> add, T component)
    {
        var builder = new ResiliencePipelineBuilder { Name = "weather", TimeProvider = _time };
        builder.Listeners.Add(new PipelineAlerts(_center, options));
        return add(builder, component).Build();
    }
}
