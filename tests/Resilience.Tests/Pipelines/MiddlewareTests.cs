using Microsoft.Extensions.Time.Testing;

namespace Resilience.Pipelines;

public sealed class MiddlewareTests
{
    private static readonly ResilienceKey<string> _key = new("key");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delegate_runs_its_inside_and_may_change_the_outcome()
    {
        ResiliencePipeline<int> pipeline = Typed(static async (inner, token) =>
        {
            Outcome<int> outcome = await inner.InvokeAsync(token);
            return outcome.TryGetResult(out int result) ? Outcome.Success(result + 1) : outcome;
        });

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(2);
        pipeline.Execute(static _ => 2, Token).Should().Be(3);
        (await pipeline.ExecuteOutcomeAsync(static _ => throw new TestException(), Token)).Exception.Should().BeOfType<TestException>();
    }

    [Fact]
    public async Task A_middleware_may_leave_its_inside_out()
    {
        int runs = 0;
        ResiliencePipeline<int> pipeline = Typed(static (_, _) => new(Outcome.Success(7)));

        (await pipeline.ExecuteAsync(_ => new ValueTask<int>(runs++), Token)).Should().Be(7);
        runs.Should().Be(0);
    }

    [Fact]
    public async Task A_middleware_may_run_its_inside_several_times()
    {
        int runs = 0;
        ResiliencePipeline<int> pipeline = Typed(static async (inner, token) =>
        {
            Outcome<int> outcome = await inner.InvokeAsync(token);
            for (int i = 0; i < 4 && !outcome.IsSuccess; i++)
                outcome = await inner.InvokeAsync(token);
            return outcome;
        });

        int result = await pipeline.ExecuteAsync(async _ =>
        {
            await Task.Yield();
            return ++runs < 3 ? throw new TestException() : runs;
        }, Token);

        result.Should().Be(3);
    }

    [Fact]
    public async Task A_middleware_that_throws_is_a_failure()
    {
        ResiliencePipeline<int> atOnce = Typed(static (_, _) => throw new TestException("at once"));
        ResiliencePipeline<int> later = Typed(static async (inner, token) =>
        {
            await inner.InvokeAsync(token);
            throw new TestException("later");
        });

        (await atOnce.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Exception!.Message.Should().Be("at once");
        (await later.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token)).Exception!.Message.Should().Be("later");
    }

    [Fact]
    public async Task A_middleware_may_refuse_calls()
    {
        var rejection = new Rejection(RejectionReason.Custom, "gate");
        ResiliencePipeline<int> pipeline = Typed((_, _) => new(Outcome.Rejected<int>(rejection, TimeSpan.FromSeconds(1))));

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), Token);

        outcome.Rejection.Should().BeSameAs(rejection);
        outcome.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_generic_middleware_serves_every_type_of_result()
    {
        var middleware = new PassingMiddleware();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().Use(middleware).Build();

        (await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token)).Should().Be(1);
        (await pipeline.ExecuteAsync(static _ => Task.FromResult("a"), Token)).Should().Be("a");
        await pipeline.ExecuteAsync(static _ => Task.CompletedTask, Token);
        pipeline.Execute(static _ => { }, Token);
        (await pipeline.ExecuteOutcomeAsync(static async _ => Outcome.Failure<int>(new TestException()), Token))
            .IsFailure.Should().BeTrue();

        middleware.Runs.Should().Be(5);
    }

    [Fact]
    public async Task Middlewares_nest_in_the_order_in_which_they_were_added()
    {
        var steps = new List<string>();
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .Use(Step("outer")).AddRetry(AtOnce<int>(2)).Use(Step("inner")).Build();

        await pipeline.ExecuteOutcomeAsync(_ =>
        {
            steps.Add("call");
            throw new TestException();
        }, Token);

        steps.Should().Equal("outer in", "inner in", "call", "inner out", "inner in", "call", "inner out", "outer out");

        Func<ResilienceNext<int>, CancellationToken, ValueTask<Outcome<int>>> Step(string name) => async (inner, token) =>
        {
            steps.Add($"{name} in");
            Outcome<int> outcome = await inner.InvokeAsync(token);
            steps.Add($"{name} out");
            return outcome;
        };
    }

    [Fact]
    public async Task A_retry_outside_runs_the_middleware_again_and_one_inside_does_not()
    {
        var inside = new PassingMiddleware();
        var outside = new PassingMiddleware();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().Use(outside).AddRetry(AtOnce(3)).Use(inside).Build();

        await pipeline.ExecuteOutcomeAsync(static _ => throw new TestException(), Token);

        outside.Runs.Should().Be(1);
        inside.Runs.Should().Be(3);
    }

    [Fact]
    public async Task A_deadline_outside_cancels_the_middleware_and_what_it_runs()
    {
        var clock = new FakeTimeProvider();
        bool middlewareSawIt = false;
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = clock }
            .AddTimeout(TimeSpan.FromSeconds(5))
            .Use(async (inner, token) =>
            {
                Outcome<int> outcome = await inner.InvokeAsync(token);
                middlewareSawIt = token.IsCancellationRequested;
                return outcome;
            })
            .AddTimeout(TimeSpan.FromSeconds(30))
            .Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Forever, Token).AsTask();
        clock.Advance(TimeSpan.FromSeconds(5));

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Timeout.Should().Be(TimeSpan.FromSeconds(5));
        middlewareSawIt.Should().BeTrue();
    }

    [Fact]
    public async Task Strategies_inside_read_the_deadline_outside()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddTimeout(TimeSpan.FromSeconds(5))
            .Use(new PassingMiddleware())
            .AddRetry(new RetryOptions { Backoff = Backoff.Constant(TimeSpan.FromSeconds(6)) })
            .Build();
        int runs = 0;

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            _ => runs++ < 9 ? throw new TestException() : new ValueTask<int>(1), Token);

        outcome.Exception.Should().BeOfType<TestException>("a delay that does not fit gives the real outcome at once");
        runs.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Strategies_inside_two_middlewares_read_the_deadline_outside(bool withStrategyBetween)
    {
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddTimeout(TimeSpan.FromSeconds(5))
            .Use(new PassingMiddleware());
        if (withStrategyBetween)
            builder.AddRetry(AtOnce(1));
        ResiliencePipeline pipeline = builder
            .Use(new PassingMiddleware())
            .AddRetry(new RetryOptions { Backoff = Backoff.Constant(TimeSpan.FromSeconds(6)) })
            .Build();

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync<int>(static _ => throw new TestException(), Token).AsTask();

        call.IsCompleted.Should().BeTrue("a delay that does not fit gives the real outcome at once");
    }

    [Fact]
    public async Task The_context_that_a_middleware_makes_has_the_callers_token()
    {
        CancellationToken seen = default;
        ResiliencePipeline<int> pipeline = Typed((inner, token) =>
        {
            seen = inner.Context.CancellationToken;
            return inner.InvokeAsync(token);
        });

        await pipeline.ExecuteAsync(static _ => new ValueTask<int>(1), Token);

        (seen == Token).Should().BeTrue();
    }

    [Fact]
    public async Task The_callers_cancellation_crosses_a_middleware_and_keeps_its_token()
    {
        using var source = new CancellationTokenSource();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = new FakeTimeProvider() }
            .AddTimeout(TimeSpan.FromSeconds(5)).AddRetry(AtOnce(3)).Use(new PassingMiddleware())
            .AddTimeout(TimeSpan.FromSeconds(2)).Build();
        int runs = 0;

        Task<int> call = pipeline.ExecuteAsync(token =>
        {
            runs++;
            return Forever(token);
        }, source.Token).AsTask();
        await source.CancelAsync();

        (await ((Func<Task>)(() => call)).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(source.Token);
        runs.Should().Be(1);
    }

    [Fact]
    public async Task A_middleware_may_cancel_its_inside_alone()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .Use(static async (inner, token) =>
            {
                using var source = CancellationTokenSource.CreateLinkedTokenSource(token);
                ValueTask<Outcome<int>> running = inner.InvokeAsync(source.Token);
                await source.CancelAsync();
                Outcome<int> outcome = await running;
                return outcome.IsCancelled ? Outcome.Success(-1) : outcome;
            })
            .Build();

        (await pipeline.ExecuteAsync(Forever, Token)).Should().Be(-1);
    }

    [Fact]
    public async Task The_callers_context_crosses_middlewares_and_counts_every_start_of_the_callback()
    {
        var seen = new List<string?>();
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddRetry(AtOnce<int>(2))
            .Use((inner, token) =>
            {
                seen.Add(inner.Context.OperationKey);
                inner.Context.Set(_key, "left by the middleware");
                return inner.InvokeAsync(token);
            })
            .AddRetry(AtOnce<int>(2))
            .Build();
        var context = new ResilienceContext("operation", Token);

        await pipeline.ExecuteOutcomeAsync(static (seen, context) =>
        {
            context.TryGet(_key, out string? left);
            seen.Add($"{left}, attempt {context.Attempt}");
            throw new TestException();
        }, seen, context);

        seen.Should().Equal(
            "operation", "left by the middleware, attempt 1", "left by the middleware, attempt 2",
            "operation", "left by the middleware, attempt 3", "left by the middleware, attempt 4");
        context.CancellationToken.Should().Be(Token);
    }

    [Fact]
    public async Task The_state_of_the_call_reaches_a_fallback_outside_of_a_middleware()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int>
            {
                Action = static (arguments, _) => new(arguments.TryGetState(out int state) ? state : -1),
            })
            .Use(static (inner, token) => inner.InvokeAsync(token))
            .Build();

        (await pipeline.ExecuteAsync(static (_, _) => throw new TestException(), 42, Token)).Should().Be(42);
    }

    [Fact]
    public async Task Results_are_judged_inside_and_outside_of_a_middleware()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None, HandleResult = static result => result == 1 })
            .Use(static (inner, token) => inner.InvokeAsync(token))
            .AddRetry(new RetryOptions<int> { Backoff = Backoff.None, HandleResult = static result => result == 0 })
            .Build();
        int runs = 0;

        (await pipeline.ExecuteAsync(_ => new ValueTask<int>(runs++ switch { 0 => 0, 1 => 1, _ => 2 }), Token)).Should().Be(2);
        runs.Should().Be(3);
    }

    private static ResiliencePipeline<int> Typed(Func<ResilienceNext<int>, CancellationToken, ValueTask<Outcome<int>>> middleware) =>
        new ResiliencePipelineBuilder<int>().Use(middleware).Build();

    private static RetryOptions AtOnce(int attempts) => new() { MaxAttempts = attempts, Backoff = Backoff.None };

    private static RetryOptions<T> AtOnce<T>(int attempts) => new() { MaxAttempts = attempts, Backoff = Backoff.None };

    private static async ValueTask<int> Forever(CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return 0;
    }
}
