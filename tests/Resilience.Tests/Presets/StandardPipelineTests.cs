namespace Resilience.Presets;

public sealed class StandardPipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Parts_stand_in_the_canonical_order_however_they_are_set()
    {
        var pipeline = ResiliencePipeline<int>.Create("all", options =>
        {
            options.AttemptTimeout = new() { Name = "G", Timeout = TimeSpan.FromSeconds(1) };
            options.Bulkhead = new() { Name = "F" };
            options.RateLimit = new TokenBucketOptions { Name = "E" };
            options.CircuitBreaker = new() { Name = "D" };
            options.Retry = new() { Name = "C" };
            options.Timeout = new() { Name = "B" };
            options.Fallback = new() { Name = "A", Action = static (_, _) => new(0) };
        });

        Names(pipeline.ToString()).Should().Equal("A", "B", "C", "D", "E", "F", "G");
    }

    [Fact]
    public void The_defaults_are_those_of_the_table()
    {
        ResiliencePipeline pipeline = ResiliencePipeline.Create("openai");

        pipeline.Name.Should().Be("openai");
        pipeline.Hazards.Should().BeEmpty();
        Names(pipeline.ToString()).Should().Equal("timeout", "retry", "circuit breaker", "bulkhead", "attempt timeout");
        pipeline.ToString().Should().Be(
            "pipeline 'openai': timeout (30 s) → "
            + "retry (3 attempts on transient failures, exponential 200 ms ×2 ≤ 30 s, full jitter) → "
            + new CircuitBreaker() + " → " + new Bulkhead() + " → attempt timeout (10 s)");
    }

    [Fact]
    public void Typed_and_untyped_pipelines_have_the_same_defaults() =>
        ResiliencePipeline<int>.Create("x").ToString().Should().Be(ResiliencePipeline.Create("x").ToString());

    [Theory]
    [InlineData("timeout")]
    [InlineData("retry")]
    [InlineData("circuit breaker")]
    [InlineData("bulkhead")]
    [InlineData("attempt timeout")]
    public void A_part_that_is_null_is_left_out(string part)
    {
        string[] all = ["timeout", "retry", "circuit breaker", "bulkhead", "attempt timeout"];

        ResiliencePipeline untyped = ResiliencePipeline.Create("without", options =>
        {
            LeaveOut(options, part);
            options.Retry = part == "retry" ? null : options.Retry;
            options.CircuitBreaker = part == "circuit breaker" ? null : options.CircuitBreaker;
        });
        var typed = ResiliencePipeline<int>.Create("without", options =>
        {
            LeaveOut(options, part);
            options.Retry = part == "retry" ? null : options.Retry;
            options.CircuitBreaker = part == "circuit breaker" ? null : options.CircuitBreaker;
        });

        Names(untyped.ToString()).Should().Equal(all.Where(name => name != part));
        Names(typed.ToString()).Should().Equal(all.Where(name => name != part));
    }

    [Fact]
    public void A_pipeline_may_have_no_part_at_all()
    {
        ResiliencePipeline pipeline = ResiliencePipeline.Create("bare", static options =>
        {
            options.Timeout = options.AttemptTimeout = null;
            options.Retry = null;
            options.CircuitBreaker = null;
            options.Bulkhead = null;
        });

        pipeline.ToString().Should().Be("pipeline 'bare': no strategies");
    }

    [Fact]
    public async Task Shared_components_take_the_place_of_own_ones()
    {
        var breaker = new CircuitBreaker(new() { Name = "shared breaker" });
        var bulkhead = new Bulkhead(new() { Name = "shared bulkhead" });
        var bucket = new TokenBucket(new() { Name = "shared bucket" });
        ResiliencePipeline first = ResiliencePipeline.Create("first", Share);
        var second = ResiliencePipeline<string>.Create("second", Share);

        await first.ExecuteAsync(static _ => new ValueTask<int>(1), Token);
        await second.ExecuteAsync(static _ => new ValueTask<string>("a"), Token);

        Names(first.ToString()).Should().Equal("timeout", "retry", "shared breaker", "shared bucket", "shared bulkhead", "attempt timeout");
        breaker.Snapshot().Calls.Should().Be(2);
        bucket.Snapshot().Admitted.Should().Be(2);
        bulkhead.Snapshot().Admitted.Should().Be(2);

        void Share(StandardPipelineOptionsBase options)
        {
            options.SharedCircuitBreaker = breaker;
            options.SharedBulkhead = bulkhead;
            options.SharedRateLimit = bucket;
        }
    }

    [Fact]
    public void A_sliding_window_serves_as_rate_limit_too()
    {
        ResiliencePipeline own = ResiliencePipeline.Create("own", static options => options.RateLimit = new SlidingWindowOptions());
        ResiliencePipeline shared = ResiliencePipeline.Create(
            "shared", static options => options.SharedRateLimit = new SlidingWindow(new() { Name = "mine" }));

        Names(own.ToString()).Should().Contain("sliding window");
        Names(shared.ToString()).Should().Contain("mine");
    }

    [Fact]
    public async Task An_untyped_pipeline_falls_back_for_each_type_it_was_told_of()
    {
        int cleaned = 0;
        ResiliencePipeline pipeline = ResiliencePipeline.Create("fallbacks", options =>
        {
            options.Retry = null;
            options.Fallback = new()
            {
                Action = (_, _) =>
                {
                    cleaned++;
                    return default;
                },
            };
            options.AddFallback(new FallbackOptions<int> { Action = static (_, _) => new(7) })
                .AddFallback(new FallbackOptions<string> { Action = static (_, _) => new("seven") });
        });

        (await pipeline.ExecuteAsync(static ValueTask<int> (_) => throw new TestException(), Token)).Should().Be(7);
        (await pipeline.ExecuteAsync(static ValueTask<string> (_) => throw new TestException(), Token)).Should().Be("seven");
        await pipeline.ExecuteAsync(static ValueTask (_) => throw new TestException(), Token);
        cleaned.Should().Be(1);
    }

    [Fact]
    public async Task Results_are_judged_for_all_parts()
    {
        int calls = 0;
        var pipeline = ResiliencePipeline<int>.Create("judging", static options =>
        {
            options.ClassifyResult = static result => result < 0 ? new(FailureCause.Data, FailureDisposition.Transient) : null;
            options.Retry = new() { Backoff = Backoff.None };
        });

        int result = await pipeline.ExecuteAsync(_ => new ValueTask<int>(++calls < 3 ? -1 : calls), Token);

        result.Should().Be(3);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        Action create = static () => ResiliencePipeline.Create(" ", static options =>
        {
            options.Retry = new() { MaxAttempts = 0 };
            options.CircuitBreaker = new() { FailureRatio = 2 };
            options.AttemptTimeout = new() { Timeout = TimeSpan.Zero };
        });

        create.Should().Throw<InvalidPipelineException>().Which.Errors.Should().HaveCount(4)
            .And.Contain(static error => error.Contains("Name")).And.Contain(static error => error.Contains("MaxAttempts"))
            .And.Contain(static error => error.Contains("FailureRatio")).And.Contain(static error => error.Contains("Timeout"));
    }

    [Fact]
    public void What_stands_on_the_builder_before_is_around_it()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "more" }
            .AddTimeout(new TimeoutOptions { Name = "before", Timeout = TimeSpan.FromMinutes(1) })
            .AddStandard()
            .AddTimeout(new TimeoutOptions { Name = "after", Timeout = TimeSpan.FromSeconds(1) })
            .Build();

        Names(pipeline.ToString()).Should().StartWith("before").And.EndWith("after").And.HaveCount(7);
    }

    [Fact]
    public void There_must_be_a_builder()
    {
        ((Action)(static () => ((ResiliencePipelineBuilder)null!).AddStandard())).Should().Throw<ArgumentNullException>();
        ((Action)(static () => ((ResiliencePipelineBuilder<int>)null!).AddStandard())).Should().Throw<ArgumentNullException>();
        ((Action)(static () => new StandardPipelineOptions().AddFallback<int>(null!))).Should().Throw<ArgumentNullException>();
    }

    private static void LeaveOut(StandardPipelineOptionsBase options, string part)
    {
        options.Timeout = part == "timeout" ? null : options.Timeout;
        options.Bulkhead = part == "bulkhead" ? null : options.Bulkhead;
        options.AttemptTimeout = part == "attempt timeout" ? null : options.AttemptTimeout;
    }

    private static IEnumerable<string> Names(string description) =>
        description[(description.IndexOf(": ", StringComparison.Ordinal) + 2)..]
            .Split(" → ").Select(static part => part.Split(" (")[0]);
}
