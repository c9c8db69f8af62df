using Resilience.Pipelines;

namespace Resilience;

public sealed class ResiliencePipelineBuilderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void All_option_errors_are_reported_at_once_with_option_and_value()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { Name = "orders" }
            .AddTimeout(TimeSpan.Zero)
            .AddRetry(new RetryOptions
            {
                Name = " ",
                MaxAttempts = 0,
                Handle = null!,
                Backoff = null!,
                Randomizer = null!,
                RetryAfterCap = TimeSpan.FromSeconds(-1),
                MaxDelay = TimeSpan.FromDays(60),
                MaxElapsed = TimeSpan.FromMilliseconds(-5),
            })
            .AddFallback(new FallbackOptions { Handle = null! });

        IReadOnlyList<string> errors = builder.Invoking(static builder => builder.Build())
            .Should().ThrowExactly<InvalidPipelineException>().Which.Errors;

        errors.Should().HaveCount(11);
        errors[0].Should().StartWith("pipeline 'orders', timeout (number 1): Timeout is 0 ").And.Contain("between 1 ms and");
        errors.Skip(1).Take(8).Should().OnlyContain(static error => error.StartsWith("pipeline 'orders', retry (number 2): "));
        errors[1].Should().EndWith("Name is empty, but must be a name.");
        errors[2].Should().EndWith("MaxAttempts is 0, but must be between 1 and 2147483647.");
        errors[3].Should().EndWith("Handle is not set, but must be set.");
        errors[4].Should().Contain("Backoff is not set");
        errors[5].Should().Contain("Randomizer is not set");
        errors[6].Should().Contain("RetryAfterCap is -1 s");
        errors[7].Should().Contain("MaxDelay is 60 d");
        errors[8].Should().Contain("MaxElapsed is -5 ms");
        errors[9].Should().StartWith("pipeline 'orders', fallback (number 3): Handle is not set");
        errors[10].Should().StartWith("pipeline 'orders', fallback (number 3): Action is not set");
    }

    [Fact]
    public void The_builders_own_options_are_checked_too()
    {
        var builder = new ResiliencePipelineBuilder { Name = "", TimeProvider = null!, Classifier = null! };

        builder.Invoking(static builder => builder.Build()).Should().ThrowExactly<InvalidPipelineException>().Which.Errors.Should().Equal(
            "pipeline: Name is empty, but must be a name.",
            "pipeline: TimeProvider is not set, but must be set.",
            "pipeline: Classifier is not set, but must be set.");
    }

    [Fact]
    public void A_typed_builder_checks_in_the_same_way()
    {
        ResiliencePipelineBuilder<int> builder = new ResiliencePipelineBuilder<int>()
            .AddRetry(new RetryOptions<int> { MaxAttempts = -1 })
            .AddFallback(new FallbackOptions<int>());

        builder.Invoking(static builder => builder.Build()).Should().ThrowExactly<InvalidPipelineException>()
            .Which.Errors.Should().HaveCount(2);
    }

    [Fact]
    public void A_pipeline_prints_its_strategies_in_order_with_their_settings()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "openai" }
            .AddTimeout(TimeSpan.FromSeconds(30))
            .AddRetry(new RetryOptions { MaxAttempts = 4, Backoff = Backoff.Constant(TimeSpan.FromMilliseconds(200)) })
            .Use(new Pipelines.PassingMiddleware())
            .AddTimeout(new TimeoutOptions { Name = "attempt", Timeout = TimeSpan.FromSeconds(5), Abandon = true })
            .Build();

        pipeline.Name.Should().Be("openai");
        pipeline.ToString().Should()
            .StartWith("pipeline 'openai': timeout (30 s) → retry (4 attempts on transient failures, constant 200 ms")
            .And.EndWith(") → passing → attempt (5 s, abandons)");
    }

    [Fact]
    public void A_pipeline_without_strategies_says_so()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().Build();

        pipeline.ToString().Should().Be("pipeline 'unnamed': no strategies");
        pipeline.Hazards.Should().BeEmpty();
    }

    [Fact]
    public void A_builder_builds_pipelines_with_strategies_of_their_own()
    {
        int made = 0;
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder()
            .AddStrategy(() => new Pipelines.RecordingStrategy($"number {++made}", []));

        ResiliencePipeline first = builder.Build();
        ResiliencePipeline second = builder.Build();

        first.ToString().Should().EndWith("number 1");
        second.ToString().Should().EndWith("number 2");
    }

    [Fact]
    public async Task What_is_added_after_a_build_is_for_the_next_one()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { Name = "first" };
        ResiliencePipeline first = builder.Build();

        builder.Name = "second";
        builder.AddRetry(new RetryOptions { Backoff = Backoff.None });
        ResiliencePipeline second = builder.Build();

        (await AttemptsAsync(first)).Should().Be(1);
        (await AttemptsAsync(second)).Should().Be(3);
        first.ToString().Should().Be("pipeline 'first': no strategies");
    }

    [Fact]
    public async Task Options_that_change_after_the_build_change_nothing()
    {
        var retry = new RetryOptions<int> { MaxAttempts = 2, Backoff = Backoff.None, HandleResult = static result => result < 0 };
        var fallback = new FallbackOptions<int> { Action = static (_, _) => new(1) };
        var timeout = new TimeoutOptions { Timeout = TimeSpan.FromSeconds(7) };
        var builder = new ResiliencePipelineBuilder<int> { ClassifyResult = static _ => null };
        ResiliencePipeline<int> pipeline = builder.AddFallback(fallback).AddRetry(retry).AddTimeout(timeout).Build();
        string before = pipeline.ToString();

        retry.MaxAttempts = 9;
        retry.Handle = FailureFilter.None;
        retry.HandleResult = null;
        fallback.Action = static (_, _) => new(2);
        fallback.Handle = FailureFilter.None;
        timeout.Timeout = TimeSpan.Zero;
        builder.ClassifyResult = static _ => default(Failure);

        int runs = 0;
        (await pipeline.ExecuteAsync(_ => runs++ < 0 ? new(0) : throw new TestException(), Token)).Should().Be(1);
        runs.Should().Be(2);
        (await pipeline.ExecuteAsync(_ => new ValueTask<int>(runs++ == 2 ? -1 : 5), Token)).Should().Be(5);
        pipeline.ToString().Should().Be(before);
    }

    [Fact]
    public void Methods_that_add_refuse_nothing_as_an_argument()
    {
        var builder = new ResiliencePipelineBuilder();

        builder.Invoking(static builder => builder.AddTimeout(null!)).Should().Throw<ArgumentNullException>();
        builder.Invoking(static builder => builder.AddFallback((FallbackOptions)null!)).Should().Throw<ArgumentNullException>();
        builder.Invoking(static builder => builder.Use(null!)).Should().Throw<ArgumentNullException>();
        builder.Invoking(static builder => builder.AddStrategy(null!)).Should().Throw<ArgumentNullException>();
        ((Action)(static () => ((ResiliencePipelineBuilder)null!).AddRetry())).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task One_classifier_judges_exceptions_for_all_strategies_and_is_asked_once()
    {
        int asked = 0;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder
        {
            Classifier = FailureClassifier.Default.With<TestException>(_ =>
            {
                asked++;
                return new Failure(FailureCause.Data, FailureDisposition.Permanent);
            }),
        }.AddRetry().AddRetry().Build();

        Outcome<Unit> outcome = await pipeline.ExecuteOutcomeAsync(static _ => throw new TestException(), Token);

        outcome.Code.Should().Be(ErrorCodes.Data);
        asked.Should().Be(1);
    }

    [Fact]
    public async Task A_classifier_that_throws_leaves_the_failure_unknown_and_permanent()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder
        {
            Classifier = new ThrowingClassifier(),
        }.AddRetry(new RetryOptions { Backoff = Backoff.None }).Build();
        int runs = 0;

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            _ => runs++ < 5 ? throw new TestException() : new ValueTask<int>(1), Token);

        outcome.Exception.Should().BeOfType<TestException>();
        outcome.Failure.Should().Be(new Failure(FailureCause.Unknown, FailureDisposition.Permanent));
        runs.Should().Be(1);
    }

    private static async Task<int> AttemptsAsync(ResiliencePipeline pipeline)
    {
        int runs = 0;
        await pipeline.ExecuteOutcomeAsync(_ => runs++ < 0 ? default : throw new TestException(), Token);
        return runs;
    }

    private sealed class ThrowingClassifier : IFailureClassifier
    {
        public Failure Classify(Exception exception) => throw new InvalidOperationException("classifier");
    }

    [Fact]
    public void A_strategy_that_sets_deadlines_must_be_entered()
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { Name = "orders" }
            .AddStrategy(static () => new RecordingStrategy("late", [], StrategySteps.Deadline));

        builder.Invoking(static self => self.Build()).Should().Throw<InvalidPipelineException>()
            .Which.Errors.Should().ContainSingle().Which.Should().Contain("pipeline 'orders', strategy 'late'").And.Contain("Add Enter");
    }
}
