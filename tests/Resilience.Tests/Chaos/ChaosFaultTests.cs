using Resilience.Telemetry;

namespace Resilience.Chaos;

public sealed class ChaosFaultTests : IDisposable
{
    private readonly ChaosRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task A_fault_takes_the_place_of_the_callback_and_is_classified_like_a_real_one()
    {
        var fault = new IOException("chaos");

        Outcome<int> outcome = await _rig.CallAsync(_rig.Builder().AddChaosFault(ChaosRig.Fault(_ => fault)).Build());

        outcome.Exception.Should().BeSameAs(fault);
        outcome.Failure.Should().Be(FailureClassifier.Default.Classify(fault));
        _rig.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_retry_outside_tries_again_after_a_fault()
    {
        ResiliencePipeline pipeline = _rig.Builder()
            .AddRetry(new() { Backoff = Backoff.None })
            .AddChaosFault(ChaosRig.Fault(static call => call.Attempt < 3 ? new TransientException() : null))
            .Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(1);
        _rig.Injected.Select(static happened => happened.Attempt).Should().Equal(1, 2);
    }

    [Fact]
    public async Task Strategies_inside_neither_enter_nor_hear_of_it()
    {
        List<string> steps = [];
        ResiliencePipeline pipeline = _rig.Builder()
            .AddStrategy(() => new Pipelines.RecordingStrategy("outside", steps))
            .AddChaosFault(ChaosRig.Fault())
            .AddStrategy(() => new Pipelines.RecordingStrategy("inside", steps))
            .Build();

        await _rig.CallAsync(pipeline);

        steps.Should().Equal("outside enter 1", "outside failure 1 failure.unknown");
    }

    [Fact]
    public async Task No_fault_is_none()
    {
        ResiliencePipeline pipeline = _rig.Builder().AddChaosFault(ChaosRig.Fault(static _ => null)).Build();

        (await _rig.CallAsync(pipeline)).Result.Should().Be(1);
        _rig.Injected.Should().BeEmpty();
    }

    [Fact]
    public async Task Faults_are_chosen_by_weight()
    {
        var counts = new Dictionary<string, int>();
        ChaosFaultOptions options = new()
        {
            EnvironmentName = ChaosRig.Environment,
            Rate = 1,
            Seed = 7,
            Faults =
            {
                new(static () => new IOException("one"), 1),
                new(static () => new IOException("never"), 0),
                new(static () => new IOException("three"), 3),
            },
        };
        ResiliencePipeline pipeline = _rig.Builder().AddChaosFault(options).Build();

        for (int i = 0; i < 4_000; i++)
        {
            string message = (await _rig.CallAsync(pipeline)).Exception!.Message;
            counts[message] = counts.GetValueOrDefault(message) + 1;
        }

        counts.Keys.Should().BeEquivalentTo("one", "three");
        counts["one"].Should().BeInRange(850, 1_150);
    }

    [Theory]
    [InlineData(0, "first")]
    [InlineData(0.2499, "first")]
    [InlineData(0.25, "second")]
    [InlineData(0.9999, "second")]
    [InlineData(1, "second")]
    [InlineData(double.NaN, "second")]
    public async Task The_randomizer_chooses_and_even_a_wrong_number_chooses_one(double drawn, string chosen)
    {
        bool decides = false;
        ChaosFaultOptions options = new()
        {
            EnvironmentName = ChaosRig.Environment,
            Rate = 1,
            Randomizer = () => (decides = !decides) ? 0 : drawn,
            Faults = { new(static () => new IOException("first"), 1), new(static () => new IOException("second"), 3) },
        };

        Outcome<int> outcome = await _rig.CallAsync(_rig.Builder().AddChaosFault(options).Build());

        outcome.Exception!.Message.Should().Be(chosen);
    }

    [Fact]
    public async Task An_injection_is_told_with_its_reason_and_exception_before_the_failure()
    {
        var told = new List<ChaosInjectedArguments>();
        ChaosFaultOptions options = ChaosRig.Fault();
        options.OnInjected = arguments =>
        {
            told.Add(arguments);
            return default;
        };

        Outcome<int> outcome = await _rig.CallAsync(_rig.Builder().AddChaosFault(options).Build());

        told.Should().ContainSingle().Which.Should().Match<ChaosInjectedArguments>(it =>
            it.Reason == "fault" && it.Latency == TimeSpan.Zero && it.Exception == outcome.Exception && it.Attempt == 1 && it.Context != null);
        _rig.Bench.Events.Events.Select(static happened => happened.Kind).Should().Equal(
            ResilienceEventKind.ChaosInjected, ResilienceEventKind.AttemptFailed, ResilienceEventKind.ExecutionCompleted);
        _rig.Injected.Single().Should().Match<ResilienceEvent>(static it => it.Strategy == "chaos fault" && it.Reason == "fault");
        _rig.Injected.Single().Exception.Should().BeSameAs(outcome.Exception);
    }

    [Fact]
    public async Task An_injected_cancellation_is_nobodys_and_so_a_failure()
    {
        ResiliencePipeline pipeline = _rig.Builder()
            .AddTimeout(Timeouts.Bench.Second).AddChaosFault(ChaosRig.Fault(static _ => new OperationCanceledException())).Build();

        Outcome<int> outcome = await _rig.CallAsync(pipeline);

        outcome.IsFailure.Should().BeTrue();
        outcome.Exception.Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public async Task Injections_are_counted_and_logged()
    {
        using var meters = new TestMeterFactory();
        var log = new TestLogger();
        ResiliencePipelineBuilder builder = _rig.Builder();
        builder.MeterFactory = meters;
        builder.LoggerFactory = log;

        await _rig.CallAsync(builder.AddChaosFault(ChaosRig.Fault()).Build());

        meters.Measurements.Should().Contain(
            (TelemetryNames.ChaosInjections, 1.0, "resilience.pipeline.name=bench resilience.strategy.name=chaos fault"));
        log.Entries.Should().Contain(static entry => entry.Id == 1014 && entry.Text.Contains("injected fault", StringComparison.Ordinal));
    }
}
