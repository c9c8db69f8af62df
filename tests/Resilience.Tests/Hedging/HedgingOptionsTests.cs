using Resilience.Pipelines;

namespace Resilience.Hedging;

public sealed class HedgingOptionsTests
{
    [Fact]
    public void The_defaults_are_one_hedge_after_two_seconds_or_a_transient_failure()
    {
        var options = new HedgingOptions<string>();

        options.Name.Should().Be("hedging");
        options.MaxAttempts.Should().Be(2);
        options.Delay.Current.Should().Be(TimeSpan.FromSeconds(2));
        options.Handle.Should().BeSameAs(FailureFilter.Transient);
        options.HedgeRejections.Should().BeFalse();
        options.Budget.Should().BeNull();
    }

    [Fact]
    public void All_that_is_wrong_is_reported_at_once()
    {
        Action build = () => new ResiliencePipelineBuilder { Name = "orders" }
            .AddHedging(new() { Name = " ", MaxAttempts = 0, Delay = null!, Handle = null! })
            .AddHedging(new() { MaxAttempts = 101 })
            .Build();

        build.Should().Throw<InvalidPipelineException>().Which.Errors.Should().HaveCount(5)
            .And.OnlyContain(static error => error.StartsWith("pipeline 'orders', hedging (number "));
    }

    [Fact]
    public void A_builder_must_be_given()
    {
        ((Action)(() => ((ResiliencePipelineBuilder)null!).AddHedging())).Should().Throw<ArgumentNullException>();
        ((Action)(() => ((ResiliencePipelineBuilder<int>)null!).AddHedging())).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void A_pipeline_prints_its_hedging_in_its_place()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "search" }
            .AddTimeout(TimeSpan.FromSeconds(30))
            .AddHedging(new()
            {
                MaxAttempts = 3,
                Delay = TimeSpan.FromMilliseconds(50),
                HedgeRejections = true,
                Budget = new RetryBudget(),
            })
            .AddTimeout(TimeSpan.FromSeconds(5))
            .Build();

        pipeline.ToString().Should().Be(
            "pipeline 'search': timeout (30 s) → hedging (3 attempts, after 50 ms, on transient failures or rejection, "
            + "budget 20 % of calls + 10 per 10 s) → timeout (5 s)");
        new ResiliencePipelineBuilder().AddHedging(new() { DelayGenerator = static _ => null }).Build().ToString()
            .Should().Contain("delays generated");
    }

    [Fact]
    public void Options_are_read_when_a_pipeline_is_built()
    {
        var options = new HedgingOptions { MaxAttempts = 2 };
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder().AddHedging(options);
        ResiliencePipeline first = builder.Build();
        options.MaxAttempts = 3;

        first.ToString().Should().Contain("2 attempts");
        builder.Build().ToString().Should().Contain("3 attempts");
    }

    [Theory]
    [InlineData(10, 2, 60, null)]
    [InlineData(2, 2, 60, HazardCodes.HedgingDelayNotShorter)]
    [InlineData(1, 2, 60, HazardCodes.HedgingDelayNotShorter)]
    [InlineData(60, 2, 2, HazardCodes.HedgingDelayNotShorter)]
    [InlineData(60, 20, 40, HazardCodes.DelaysExceedDeadline)]
    public void Limits_that_end_attempts_before_others_would_start_are_hazards(int whole, int delay, int attempt, string? code)
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddTimeout(TimeSpan.FromSeconds(whole))
            .AddHedging(new() { Delay = TimeSpan.FromSeconds(delay), MaxAttempts = 4 })
            .AddTimeout(TimeSpan.FromSeconds(attempt))
            .Build();

        pipeline.Hazards.Select(static hazard => hazard.Code).Where(static code => code != HazardCodes.InnerTimeoutNotShorter)
            .Should().BeEquivalentTo(code is null ? [] : new[] { code });
    }

    [Fact]
    public void Attempts_that_hang_are_a_hazard_only_if_time_starts_no_other()
    {
        new ResiliencePipelineBuilder().AddHedging().Build().Hazards.Should().BeEmpty();
        new ResiliencePipelineBuilder().AddHedging(new() { Delay = HedgingDelay.Quantile() }).Build().Hazards.Should().BeEmpty();
        new ResiliencePipelineBuilder().AddHedging(new() { Delay = HedgingDelay.Infinite }).Build().Hazards
            .Should().ContainSingle().Which.Code.Should().Be(HazardCodes.RetryWithoutAttemptTimeout);
    }

    [Fact]
    public void Retries_around_hedging_multiply()
    {
        new ResiliencePipelineBuilder().AddRetry().AddHedging().AddTimeout(TimeSpan.FromSeconds(5)).Build().Hazards
            .Should().ContainSingle().Which.Message.Should().Contain("up to 6 attempts");
    }
}
