namespace Resilience.Chaos;

public sealed class ChaosOptionsTests
{
    [Fact]
    public void The_defaults_hit_one_attempt_in_a_hundred_and_stay_out_of_production()
    {
        ChaosOptions[] all = [new ChaosFaultOptions(), new ChaosLatencyOptions(), new ChaosOutcomeOptions<int>(), new ChaosBehaviorOptions()];

        all.Select(static options => options.Name).Should().Equal("chaos fault", "chaos latency", "chaos outcome", "chaos behavior");
        all.Should().OnlyContain(static options =>
            options.Rate == 0.01 && options.Enabled && !options.AllowInProduction && options.Seed == null && options.Randomizer == null
            && options.Switch == null && options.OnInjected == null && options.EnvironmentName == null);
        new ChaosLatencyOptions().Latency.Should().Be(TimeSpan.FromSeconds(30));
        new ChaosChoice<Exception>(static () => new IOException()).Weight.Should().Be(1);
    }

    [Fact]
    public void All_errors_are_reported_at_once_with_option_and_value()
    {
        ResiliencePipelineBuilder<int> builder = new() { Name = "wrong" };
        builder
            .AddChaosFault(new() { EnvironmentName = "Test", Name = "", Rate = 1.5, Seed = 1, Randomizer = static () => 0 })
            .AddChaosLatency(new() { EnvironmentName = "Test", Latency = TimeSpan.FromSeconds(-1) })
            .AddChaosOutcome(new()
            {
                EnvironmentName = "Test",
                OutcomeGenerator = static _ => null,
                Outcomes = { new(static () => Outcome.Success(1), -1), null!, new(null!) },
            })
            .AddChaosFault(new() { EnvironmentName = "Test", Faults = { new(static () => new IOException(), 0) } })
            .AddChaosBehavior(new() { EnvironmentName = "Test", Rate = double.NaN });

        builder.Invoking(static it => it.Build()).Should().Throw<InvalidPipelineException>().Which.Errors.Should().Equal(
            "pipeline 'wrong', chaos (number 1): Name is empty, but must be a name.",
            "pipeline 'wrong', chaos (number 1): Rate is 1.5, but must be between 0 and 1.",
            "pipeline 'wrong', chaos (number 1): Randomizer is set, but must be left out in options with a Seed.",
            "pipeline 'wrong', chaos (number 1): Faults or FaultGenerator is not set, but must be set.",
            "pipeline 'wrong', chaos (number 2): Latency is -1 s, but must be between 0 ms and 49 d.",
            "pipeline 'wrong', chaos (number 3): OutcomeGenerator is set, but must be left out in options with Outcomes.",
            "pipeline 'wrong', chaos (number 3): Outcomes[0].Weight is -1, but must be between 0 and 1000000.",
            "pipeline 'wrong', chaos (number 3): Outcomes[1] is not set, but must be set.",
            "pipeline 'wrong', chaos (number 3): Outcomes[2] is not set, but must be set.",
            "pipeline 'wrong', chaos (number 4): Faults.Weight is 0 for all, but must be more than 0 for one at least.",
            "pipeline 'wrong', chaos (number 5): Rate is NaN, but must be between 0 and 1.",
            "pipeline 'wrong', chaos (number 5): Behavior is not set, but must be set.");
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        ResiliencePipelineBuilder none = null!;

        FluentActions.Invoking(() => none.AddChaosLatency()).Should().Throw<ArgumentNullException>().WithParameterName("builder");
        FluentActions.Invoking(static () => new ResiliencePipelineBuilder().AddChaosFault(null!))
            .Should().Throw<ArgumentNullException>().WithParameterName("options");
    }

    [Fact]
    public void A_pipeline_describes_its_chaos()
    {
        ChaosFaultOptions fault = ChaosRig.Fault();
        fault.RateGenerator = static _ => 0;
        ChaosLatencyOptions varying = ChaosRig.Latency(TimeSpan.Zero);
        varying.LatencyGenerator = static _ => TimeSpan.Zero;
        ChaosLatencyOptions fixedLatency = ChaosRig.Latency(TimeSpan.FromSeconds(2));
        fixedLatency.Rate = 0.015;

        string description = new ResiliencePipelineBuilder<int>()
            .AddChaosFault(fault).AddChaosLatency(varying).AddChaosLatency(fixedLatency)
            .AddChaosOutcome(ChaosRig.Answer(static _ => null)).AddChaosBehavior(ChaosRig.Behavior(static (_, _) => default))
            .Build().ToString();

        description.Should().Contain("chaos fault (faults in a varying share of attempts)")
            .And.Contain("chaos latency (varying latency in 100 % of attempts)")
            .And.Contain("chaos latency (latency 2 s in 1.5 % of attempts)")
            .And.Contain("chaos outcome (outcomes in 100 % of attempts)")
            .And.Contain("chaos behavior (behavior in 100 % of attempts)");
    }
}
