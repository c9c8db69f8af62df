namespace Resilience.Pipelines;

public sealed class HazardCheckTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_retry_without_a_timeout_inside_is_a_hazard()
    {
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second * 10).AddRetry(AtOnce()))
            .Should().Equal(HazardCodes.RetryWithoutAttemptTimeout);
        Codes(new ResiliencePipelineBuilder().AddRetry(AtOnce()).AddTimeout(_second)).Should().BeEmpty();
        Codes(new ResiliencePipelineBuilder().AddRetry(AtOnce()).AddTimeout(new TimeoutOptions { TimeoutGenerator = static _ => _second }))
            .Should().BeEmpty("a timeout that is decided call by call limits attempts too");
        Codes(new ResiliencePipelineBuilder().AddRetry(new RetryOptions { MaxAttempts = 1 }))
            .Should().BeEmpty("one attempt is no retry");
    }

    [Fact]
    public void An_inner_timeout_that_is_not_shorter_is_a_hazard()
    {
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second).AddTimeout(_second)).Should().Equal(HazardCodes.InnerTimeoutNotShorter);
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second).AddTimeout(_second * 2))
            .Should().Equal(HazardCodes.InnerTimeoutNotShorter);
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second).AddTimeout(_second * 0.9)).Should().BeEmpty();
    }

    [Fact]
    public void A_fallback_inside_a_retry_is_a_hazard()
    {
        var fallback = new FallbackOptions { Action = static (_, _) => default };

        Codes(new ResiliencePipelineBuilder().AddRetry(AtOnce()).AddFallback(fallback).AddTimeout(_second))
            .Should().Equal(HazardCodes.FallbackInsideRetry);
        Codes(new ResiliencePipelineBuilder().AddFallback(fallback).AddRetry(AtOnce()).AddTimeout(_second)).Should().BeEmpty();
    }

    [Fact]
    public void Delays_that_cannot_fit_into_the_deadline_are_a_hazard()
    {
        RetryOptions twoDelays = new() { Backoff = Backoff.Constant(_second * 2) };

        Codes(new ResiliencePipelineBuilder().AddTimeout(_second * 4).AddRetry(twoDelays).AddTimeout(_second))
            .Should().Equal(HazardCodes.DelaysExceedDeadline);
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second * 5).AddRetry(twoDelays).AddTimeout(_second)).Should().BeEmpty();
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second)
            .AddRetry(new RetryOptions { MaxAttempts = int.MaxValue }).AddTimeout(_second / 2))
            .Should().Equal(HazardCodes.DelaysExceedDeadline);
    }

    [Fact]
    public void A_bulkhead_around_attempts_is_a_hazard()
    {
        RetryOptions delayed = new() { MaxAttempts = 3, Backoff = Backoff.Constant(_second) };
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddBulkhead(10).AddRetry(delayed).AddTimeout(_second).Build();

        PipelineHazard hazard = pipeline.Hazards.Should().ContainSingle().Which;
        hazard.Code.Should().Be(HazardCodes.PermitAroundAttempts);
        hazard.Message.Should().Be("'bulkhead' keeps its permit while 'retry' waits up to 2 s between its attempts. Put it inside.");
        Codes(new ResiliencePipelineBuilder().AddRetry(delayed).AddBulkhead(10).AddTimeout(_second)).Should().BeEmpty();
        Codes(new ResiliencePipelineBuilder().AddBulkhead(10).AddRetry(AtOnce()).AddTimeout(_second))
            .Should().BeEmpty("a retry without delay keeps the permit no longer than a single call");
        Codes(new ResiliencePipelineBuilder().AddBulkhead(10).AddHedging().AddTimeout(_second))
            .Should().Contain(HazardCodes.PermitAroundAttempts);
    }

    [Fact]
    public void Retries_around_retries_are_a_hazard()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(AtOnce()).AddRetry(new RetryOptions { Name = "inner", MaxAttempts = 4, Backoff = Backoff.None })
            .AddTimeout(_second).Build();

        PipelineHazard hazard = pipeline.Hazards.Should().ContainSingle().Which;
        hazard.Code.Should().Be(HazardCodes.RetriesMultiply);
        hazard.Message.Should().Contain("'retry' around 'inner'").And.Contain("12 attempts");
        hazard.ToString().Should().Be($"{hazard.Code}: {hazard.Message}");
    }

    [Fact]
    public void Retries_for_ever_are_not_counted()
    {
        RetryOptions forever = new() { MaxAttempts = int.MaxValue, Backoff = Backoff.None };

        new ResiliencePipelineBuilder().AddRetry(forever).AddRetry(forever).AddTimeout(_second).Build()
            .Hazards.Should().ContainSingle().Which.Message.Should()
            .Contain("'retry' around 'retry' makes attempts without end");
    }

    [Fact]
    public void Hazards_are_found_across_a_middleware()
    {
        Codes(new ResiliencePipelineBuilder().AddRetry(AtOnce()).Use(new PassingMiddleware()).AddTimeout(_second)).Should().BeEmpty();
        Codes(new ResiliencePipelineBuilder().AddTimeout(_second).Use(new PassingMiddleware()).AddTimeout(_second))
            .Should().Equal(HazardCodes.InnerTimeoutNotShorter);
    }

    [Fact]
    public void Strategies_written_outside_are_judged_by_their_facts()
    {
        var recorded = new List<string>();

        Codes(new ResiliencePipelineBuilder()
            .AddStrategy(() => new RecordingStrategy("custom", recorded) { OwnFacts = new() { MaxAttempts = 2 } }))
            .Should().Equal(HazardCodes.RetryWithoutAttemptTimeout);
        Codes(new ResiliencePipelineBuilder().AddStrategy(() => new RecordingStrategy("custom", recorded))).Should().BeEmpty();
    }

    [Fact]
    public void Hazards_can_be_errors_and_all_are_listed()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { HazardsAreErrors = true }
            .AddTimeout(_second).AddTimeout(_second).AddRetry(AtOnce());

        InvalidPipelineException exception = builder.Invoking(static builder => builder.Build())
            .Should().ThrowExactly<InvalidPipelineException>().Which;

        exception.Errors.Should().HaveCount(2);
        exception.Errors[0].Should().StartWith(HazardCodes.InnerTimeoutNotShorter + ": ");
        exception.Errors[1].Should().StartWith(HazardCodes.RetryWithoutAttemptTimeout + ": ");
    }

    [Fact]
    public void A_pipeline_without_hazards_is_built_also_where_hazards_are_errors() =>
        new ResiliencePipelineBuilder { HazardsAreErrors = true }
            .AddTimeout(_second * 10).AddRetry(AtOnce()).AddTimeout(_second).Build().Hazards.Should().BeEmpty();

    private static RetryOptions AtOnce() => new() { Backoff = Backoff.None };

    private static IEnumerable<string> Codes(ResiliencePipelineBuilder builder) =>
        builder.Build().Hazards.Select(static hazard => hazard.Code);
}
