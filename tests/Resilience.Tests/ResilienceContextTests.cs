using Microsoft.Extensions.Time.Testing;

namespace Resilience;

public sealed class ResilienceContextTests
{
    private static readonly ResilienceKey<string?> _tenant = new("tenant");
    private static readonly RetryOptions _retryAtOnce = new() { Backoff = Backoff.None };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_new_context_has_no_attempt_and_no_deadline()
    {
        var context = new ResilienceContext("key", Token);

        context.OperationKey.Should().Be("key");
        context.CancellationToken.Should().Be(Token);
        context.Attempt.Should().Be(0);
        context.Remaining.Should().BeNull();
    }

    [Fact]
    public void A_property_is_found_under_its_key_and_type()
    {
        var context = new ResilienceContext();
        context.TryGet(_tenant, out _).Should().BeFalse();

        context.Set(_tenant, "a");
        context.Set(_tenant, "b");

        context.TryGet(_tenant, out string? value).Should().BeTrue();
        value.Should().Be("b");
        context.TryGet(new ResilienceKey<string?>("other"), out _).Should().BeFalse();
    }

    [Fact]
    public void A_property_of_another_type_is_not_found()
    {
        var context = new ResilienceContext();
        context.Set(new ResilienceKey<int>("tenant"), 1);

        context.TryGet(_tenant, out string? value).Should().BeFalse();
        value.Should().BeNull();
    }

    [Fact]
    public void A_property_that_is_null_is_found()
    {
        var context = new ResilienceContext();
        context.Set(_tenant, null);

        context.TryGet(_tenant, out string? value).Should().BeTrue();
        value.Should().BeNull();
        context.TryGet(new ResilienceKey<int>("tenant"), out _).Should().BeFalse("null is no number");
        context.TryGet(new ResilienceKey<int?>("tenant"), out int? number).Should().BeTrue();
        number.Should().BeNull();
    }

    [Fact]
    public async Task The_callback_sees_its_attempt_and_what_earlier_attempts_left()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(_retryAtOnce).Build();
        var context = new ResilienceContext(null, Token);
        var seen = new List<(int Attempt, string? Left)>();

        await pipeline.ExecuteAsync(static async (seen, context) =>
        {
            context.TryGet(_tenant, out string? left);
            seen.Add((context.Attempt, left));
            context.Set(_tenant, $"left by {context.Attempt}");
            return context.Attempt < 3 ? throw new TestException() : 0;
        }, seen, context);

        seen.Should().Equal((1, null), (2, "left by 1"), (3, "left by 2"));
        context.Attempt.Should().Be(3);
    }

    [Fact]
    public async Task The_time_that_is_left_shrinks_with_the_clock_and_never_below_zero()
    {
        var clock = new FakeTimeProvider();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(TimeSpan.FromSeconds(10))
            .AddTimeout(TimeSpan.FromSeconds(4))
            .Build();
        var context = new ResilienceContext(null, Token);

        TimeSpan?[] left = await pipeline.ExecuteAsync(static async (clock, context) =>
        {
            TimeSpan? first = context.Remaining;
            clock.Advance(TimeSpan.FromSeconds(3));
            TimeSpan? second = context.Remaining;
            clock.Advance(TimeSpan.FromSeconds(3));
            return new[] { first, second, context.Remaining };
        }, clock, context);

        left.Should().Equal(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1), TimeSpan.Zero);
    }

    [Fact]
    public async Task The_deadline_of_an_earlier_execution_is_forgotten()
    {
        ResiliencePipeline limited = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(10)).Build();
        ResiliencePipeline<TimeSpan?> asking = new ResiliencePipelineBuilder<TimeSpan?>()
            .Use(static (inner, _) => new(Outcome.Success(inner.Context.Remaining)))
            .Build();
        var context = new ResilienceContext(null, Token);
        await limited.ExecuteAsync(static (_, _) => new ValueTask<int>(1), 0, context);

        TimeSpan? left = await asking.ExecuteAsync(static (_, _) => new ValueTask<TimeSpan?>(TimeSpan.Zero), 0, context);

        left.Should().BeNull();
    }

    [Fact]
    public async Task The_token_is_the_attempts_inside_and_the_callers_afterwards()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddTimeout(TimeSpan.FromSeconds(1))
            .Build();
        var context = new ResilienceContext(null, Token);

        CancellationToken inside = await pipeline.ExecuteAsync(
            static (_, context) => new ValueTask<CancellationToken>(context.CancellationToken), 0, context);

        inside.Should().NotBe(Token);
        context.CancellationToken.Should().Be(Token);
    }

    [Fact]
    public async Task The_token_is_restored_after_a_failure_too()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddTimeout(TimeSpan.FromSeconds(1))
            .Build();
        var context = new ResilienceContext(null, Token);

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync<int, int>(static (_, _) => throw new TestException(), 0, context);

        outcome.IsFailure.Should().BeTrue();
        context.CancellationToken.Should().Be(Token);
    }

    [Fact]
    public async Task A_context_in_use_is_refused_and_its_execution_goes_on()
    {
        var gate = new TaskCompletionSource<int>();
        var context = new ResilienceContext(null, Token);
        ValueTask<int> first = ResiliencePipeline.Empty.ExecuteAsync(static (gate, _) => new ValueTask<int>(gate.Task), gate, context);

        Action refused = () => ResiliencePipeline.Empty.Execute(static (_, _) => 3, 0, context);

        refused.Should().Throw<InvalidOperationException>().WithMessage("*in use*");
        gate.SetResult(1);
        (await first).Should().Be(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_context_in_use_is_refused_by_the_task_and_not_by_the_call(bool withStrategies)
    {
        ResiliencePipeline pipeline = withStrategies
            ? new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(5)).Build()
            : ResiliencePipeline.Empty;
        var gate = new TaskCompletionSource<int>();
        var context = new ResilienceContext(null, Token);
        ValueTask<int> first = pipeline.ExecuteAsync(static (gate, _) => new ValueTask<int>(gate.Task), gate, context);

        ValueTask<int> second = pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(3), 0, context);
        ValueTask<Outcome<int>> third = pipeline.ExecuteOutcomeAsync(static (_, _) => new ValueTask<int>(3), 0, context);

        second.IsFaulted.Should().BeTrue();
        third.IsFaulted.Should().BeTrue("misuse is no outcome");
        await ((Func<Task>)(async () => await second)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*in use*");
        await ((Func<Task>)(async () => await third)).Should().ThrowAsync<InvalidOperationException>().WithMessage("*in use*");
        gate.SetResult(1);
        (await first).Should().Be(1);
        (await pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(2), 0, context)).Should().Be(2);
    }

    [Fact]
    public async Task A_context_serves_again_when_its_execution_has_ended()
    {
        var context = new ResilienceContext(null, Token);
        await ResiliencePipeline.Empty.ExecuteOutcomeAsync<int, int>(static (_, _) => throw new TestException(), 0, context);

        int attempt = await ResiliencePipeline.Empty.ExecuteAsync(static (_, context) => new ValueTask<int>(context.Attempt), 0, context);

        attempt.Should().Be(1, "attempts are counted anew");
    }

    [Fact]
    public async Task Handlers_see_the_callers_own_context()
    {
        var context = new ResilienceContext("key", Token);
        context.Set(_tenant, "a");
        string? seen = null;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryOptions
            {
                Backoff = Backoff.None,
                OnRetry = arguments =>
                {
                    arguments.Context.TryGet(_tenant, out seen);
                    arguments.Context.Should().BeSameAs(context);
                    return default;
                },
            })
            .Build();

        await pipeline.ExecuteAsync(
            static (_, context) => context.Attempt == 1 ? throw new TestException() : new ValueTask<int>(1), 0, context);

        seen.Should().Be("a");
    }

    [Fact]
    public async Task Handlers_of_a_call_without_context_share_one()
    {
        var contexts = new List<ResilienceContext>();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryOptions
            {
                Backoff = Backoff.None,
                OnRetry = arguments =>
                {
                    contexts.Add(arguments.Context);
                    return default;
                },
            })
            .Build();

        await pipeline.ExecuteOutcomeAsync(static _ => throw new TestException(), Token);

        contexts.Should().HaveCount(2);
        contexts.Distinct().Should().HaveCount(1);
    }
}
